import { pause } from "./waiting.js";

/** A stream that asks for a new token sooner than this is not followed by another one at once. */
const WORTH_A_TOKEN = 5_000;

/** What becomes of a watch when a connection has ended: another one, now or later, or none. */
export class Aftermath {
  #options;
  #story;
  #tokens;
  #delays;
  #stopped;
  #renewed = false;
  #openedAt = -Infinity;

  constructor({ options, story, tokens, delays, stopped }) {
    this.#options = options;
    this.#story = story;
    this.#tokens = tokens;
    this.#delays = delays;
    this.#stopped = stopped;
  }

  /** The token was good. */
  opened() {
    this.#renewed = false;
    this.#openedAt = this.#options.environment.now();
  }

  /** The outcome, when it was the last connection. */
  async of(ending) {
    switch (ending.how) {
      case "closed":
        this.#options.onEnd({ version: this.#story.version });
        return { outcome: "closed" };
      case "refused":
        return this.#fail(ending.error);
      case "unauthorized":
        return this.#renew() ? undefined : this.#fail(ending.error);
      case "reauth":
        return this.#reauthenticate();
      case "failed":
        return this.#wait(ending.error, ending.retryAfter);
      case "over":
        return this.#wait();
      case "cut":
        return undefined;
    }
  }

  #fail(error) {
    this.#options.onError(error);
    return { outcome: "failed", error };
  }

  /** A token that was refused is replaced; the next one that is refused is the last. */
  #renew() {
    if (!this.#tokens.renewable || this.#renewed) {
      return false;
    }
    this.#renewed = true;
    this.#tokens.forget();
    return true;
  }

  /** With no other token to be had, the one there is is used until it is refused. */
  #reauthenticate() {
    const renewable = this.#tokens.renewable;
    if (renewable) {
      this.#tokens.forget();
    }
    const lasted = this.#options.environment.now() - this.#openedAt;
    return renewable && lasted >= WORTH_A_TOKEN ? undefined : this.#wait();
  }

  async #wait(error, retryAfter) {
    const millis = this.#delays.next(retryAfter);
    if (error !== undefined) {
      error.retryInMillis = millis;
      this.#options.onError(error);
    }
    await pause(this.#options.environment, millis, this.#stopped);
  }
}
