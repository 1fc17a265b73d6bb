import { WatchError } from "./errors.js";

const PRINTABLE = /^[\x21-\x7e]+$/;

/** The token in use, and how to come by the next. */
export class Tokens {
  #current;
  #previous;
  #getToken;

  constructor(token, getToken) {
    this.#current = token;
    this.#getToken = getToken;
  }

  get renewable() {
    return this.#getToken !== undefined;
  }

  /** The one in use is no good any more. */
  forget() {
    this.#previous = this.#current ?? this.#previous;
    this.#current = undefined;
  }

  /** @throws {WatchError} when there is none to be had now */
  async current(signal) {
    if (this.#current === undefined) {
      this.#current = await this.#next(signal);
    }
    return this.#current;
  }

  async #next(signal) {
    let token;
    try {
      token = await this.#getToken({ previous: this.#previous, signal });
    } catch (cause) {
      throw new WatchError("token", "getToken failed", { cause });
    }
    if (typeof token !== "string" || !PRINTABLE.test(token)) {
      throw new WatchError("token", "getToken gave no token");
    }
    return token;
  }
}
