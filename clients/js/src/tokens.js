import { WatchError } from "./errors.js";
import { within } from "./waiting.js";

const PRINTABLE = /^[\x21-\x7e]+$/;

/** The token in use, and how to come by the next. */
export class Tokens {
  #current;
  #previous;
  #getToken;
  #environment;
  #patience;

  constructor({ token, getToken, environment, silenceMillis }) {
    this.#current = token;
    this.#getToken = getToken;
    this.#environment = environment;
    this.#patience = silenceMillis;
  }

  get renewable() {
    return this.#getToken !== undefined;
  }

  /** The one in use is no good any more. */
  forget() {
    this.#previous = this.#current ?? this.#previous;
    this.#current = undefined;
  }

  /**
   * Undefined when `signal` aborts before there is one.
   *
   * @throws {WatchError} when there is none to be had now
   */
  async current(signal) {
    if (this.#current === undefined) {
      this.#current = await this.#next(signal);
    }
    return this.#current;
  }

  async #next(signal) {
    let token;
    try {
      const wanted = (async () => this.#getToken({ previous: this.#previous, signal }))();
      token = await within(this.#environment, this.#patience, wanted, signal);
    } catch (cause) {
      if (!signal.aborted) {
        throw new WatchError("token", "getToken failed", { cause });
      }
    }
    if (signal.aborted) {
      return undefined;
    }
    if (typeof token !== "string" || !PRINTABLE.test(token)) {
      throw new WatchError("token", "getToken gave no token");
    }
    return token;
  }
}
