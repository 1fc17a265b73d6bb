import { WatchError } from "./errors.js";

/**
 * A request that is given up when `signal` aborts, or when no byte came for so long. A connection
 * whose other end is gone would else stay silent for ever.
 */
export class Fetching {
  #environment;
  #silence;
  #signal;
  #abort = new AbortController();
  #silent = false;
  #timer;
  #giveUp = () => this.#abort.abort();

  constructor(environment, silenceMillis, signal) {
    this.#environment = environment;
    this.#silence = silenceMillis;
    this.#signal = signal;
  }

  /** The answer's head; an ending where there is none. */
  async request(url, init) {
    this.#signal.addEventListener("abort", this.#giveUp, { once: true });
    if (this.#signal.aborted) {
      this.#giveUp();
    }
    this.heard();
    try {
      const response = await this.#environment.fetch(url, {
        ...init,
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        signal: this.#abort.signal,
      });
      this.heard();
      return { response };
    } catch (cause) {
      return { ending: this.broken("unreachable", cause) };
    }
  }

  /** Bytes came. */
  heard() {
    this.#environment.clearTimeout(this.#timer);
    this.#timer = this.#environment.setTimeout(() => this.#despair(), this.#silence);
  }

  /** How a connection ended that broke. */
  broken(code, cause) {
    if (this.#signal.aborted) {
      return { how: "cut" };
    }
    const error = this.#silent
      ? new WatchError("silent", `nothing was heard for ${this.#silence} ms`)
      : new WatchError(code, code === "lost" ? "the stream broke off" : "no answer", { cause });
    return { how: "failed", error };
  }

  /** Lets go of whatever is still open. */
  close() {
    this.#environment.clearTimeout(this.#timer);
    this.#signal.removeEventListener("abort", this.#giveUp);
    this.#giveUp();
  }

  #despair() {
    this.#silent = true;
    this.#giveUp();
  }
}
