const RETRY = 1_000;
const LEAST = 100;
const SPREAD = 30_000;
const LONGEST = 3_600_000;
const DOUBLINGS = 16;
const SECONDS = /^[0-9]+$/;
const DATE = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/;

/**
 * How long to wait before the next connect: as long as the gateway asks, and a random time more,
 * which doubles with each failure in a row. So clients that were cut off together come back apart.
 */
export class Delays {
  #random;
  #retry = RETRY;
  #failures = 0;

  constructor(random) {
    this.#random = random;
  }

  /** The gateway asks for so much. */
  retry(millis) {
    this.#retry = Math.min(LONGEST, Math.max(LEAST, millis));
  }

  succeeded() {
    this.#failures = 0;
  }

  /** Counts a failure, unless something succeeds before the next. */
  next(retryAfter = 0) {
    const spread = Math.min(SPREAD, this.#retry * 2 ** this.#failures);
    this.#failures = Math.min(DOUBLINGS, this.#failures + 1);
    return Math.min(LONGEST, Math.max(this.#retry, retryAfter)) + this.#random() * spread;
  }
}

/** `Retry-After` in milliseconds: seconds, or the time when (RFC 9110, 10.2.3); 0 for neither. */
export function retryAfterOf(value, now) {
  if (SECONDS.test(value)) {
    return Number(value) * 1_000;
  }
  return DATE.test(value) ? Math.max(0, Date.parse(value) - now) : 0;
}
