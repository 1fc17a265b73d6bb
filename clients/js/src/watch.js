import { Aftermath } from "./aftermath.js";
import { ByFetch } from "./by-fetch.js";
import { ByTicket } from "./by-ticket.js";
import { Delays } from "./delays.js";
import { WatchError } from "./errors.js";
import { checked } from "./options.js";
import { Page } from "./page.js";
import { Routes } from "./routes.js";
import { Story } from "./story.js";
import { Tokens } from "./tokens.js";

/**
 * Watches a payment until it is closed, on as many connections as that takes.
 *
 * @returns `close()`, which ends it, and `done`, which tells how it ended and never rejects
 * @throws {TypeError} for options that cannot be meant
 */
export function watchPayment(options) {
  const watch = new Watch(checked(options));
  return { close: () => watch.stop(), done: watch.run() };
}

/** One watch: one connection after the other, and what is known between them. */
class Watch {
  #options;
  #story;
  #tokens;
  #delays;
  #page;
  #transport;
  #aftermath;
  #stop = new AbortController();

  constructor(options) {
    const { environment } = options;
    const routes = new Routes(options.baseUrl, options.paymentId, options.mode);
    const Transport = options.transport === "ticket" ? ByTicket : ByFetch;
    this.#options = options;
    this.#story = new Story(options);
    this.#tokens = new Tokens(options);
    this.#delays = new Delays(environment.random);
    this.#page = new Page(environment, options.hiddenMillis);
    this.#transport = new Transport(environment, routes, options.silenceMillis);
    this.#aftermath = new Aftermath({
      options,
      story: this.#story,
      tokens: this.#tokens,
      delays: this.#delays,
      stopped: this.#stop.signal,
    });
  }

  stop() {
    this.#stop.abort();
  }

  async run() {
    const { signal } = this.#options;
    const stop = () => this.stop();
    signal?.addEventListener("abort", stop, { once: true });
    if (signal?.aborted) {
      stop();
    }
    try {
      return { ...(await this.#untilItEnds()), version: this.#story.version };
    } catch (cause) {
      const error = new WatchError("handler", "what was told of the watch threw", { cause });
      return { outcome: "failed", error, version: this.#story.version };
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  async #untilItEnds() {
    const stopped = this.#stop.signal;
    let outcome;
    while (outcome === undefined && !stopped.aborted) {
      await this.#page.shown(stopped);
      const ending = await this.#connect();
      // Who has closed the watch hears nothing of what came of it.
      outcome = stopped.aborted ? undefined : await this.#aftermath.of(ending);
    }
    return outcome ?? { outcome: "stopped" };
  }

  async #connect() {
    const stopped = this.#stop.signal;
    const cut = new AbortController();
    const give = () => cut.abort();
    const unlook = this.#page.onLongHidden(give);
    stopped.addEventListener("abort", give, { once: true });
    try {
      const token = stopped.aborted ? undefined : await this.#tokens.current(cut.signal);
      return token === undefined
        ? { how: "cut" }
        : await this.#transport.listen(this.#listener(), token, cut.signal);
    } catch (error) {
      if (error instanceof WatchError) {
        return { how: "failed", error };
      }
      throw error;
    } finally {
      unlook();
      stopped.removeEventListener("abort", give);
    }
  }

  /** What a connection tells. */
  #listener() {
    return {
      version: this.#story.version,
      opened: () => this.#aftermath.opened(),
      retry: (millis) => this.#delays.retry(millis),
      beat: () => this.#delays.succeeded(),
      hear: (event) => {
        const ending = this.#story.hear(event);
        if (ending === undefined) {
          this.#delays.succeeded();
        }
        return ending;
      },
    };
  }
}
