/**
 * A clock on which waiting takes no time: what is set goes off at once and is kept in `pauses`.
 * Timers of the lengths that are held go off when the test says so.
 */
export class FakeClock {
  time = Date.UTC(2026, 10, 27, 7, 30);
  pauses = [];
  #held = new Map();
  #lengths;
  #waiting = [];
  #last = 0;

  constructor(lengths) {
    this.#lengths = new Set(lengths);
  }

  setTimeout(job, millis) {
    const timer = ++this.#last;
    if (this.#lengths.has(millis)) {
      this.#held.set(timer, { job, millis });
      this.#tellWhoWaits();
    } else {
      this.pauses.push(millis);
      this.#held.set(timer, { job, millis: 0 });
      setImmediate(() => this.#go(timer));
    }
    return timer;
  }

  clearTimeout(timer) {
    this.#held.delete(timer);
  }

  /** How many timers of this length are set. */
  set(millis) {
    return [...this.#held.values()].filter((it) => it.millis === millis).length;
  }

  /** Lets the timers of this length go off, as soon as there is one. */
  async expire(millis) {
    while (this.set(millis) === 0) {
      await new Promise((resolve) => this.#waiting.push(resolve));
    }
    this.time += millis;
    for (const [timer, it] of [...this.#held]) {
      if (it.millis === millis) {
        this.#go(timer);
      }
    }
  }

  #go(timer) {
    const it = this.#held.get(timer);
    this.#held.delete(timer);
    it?.job();
  }

  #tellWhoWaits() {
    this.#waiting.splice(0).forEach((resolve) => resolve());
  }
}
