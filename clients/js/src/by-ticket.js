import { endingOf } from "./answers.js";
import { WatchError } from "./errors.js";
import { Fetching } from "./fetching.js";

const CLOSED = 2;
const EVENTS = ["snapshot", "payment", "progress", "reauth", "end"];

/**
 * Listens by the platform's own `EventSource`, which can send no token: a ticket in the address
 * opens its stream. It connects again by itself, with the same ticket.
 */
export class ByTicket {
  #environment;
  #routes;
  #silenceMillis;
  #silentCloses = 0;

  constructor(environment, routes, silenceMillis) {
    this.#environment = environment;
    this.#routes = routes;
    this.#silenceMillis = silenceMillis;
  }

  /** One ticket, from its request to the end of its stream. Never rejects. */
  async listen(listener, token, signal) {
    const { ticket, ending } = await this.#requestTicket(token, signal);
    if (ending !== undefined) {
      return ending;
    }
    if (typeof ticket?.url !== "string") {
      return { how: "failed", error: new WatchError("garbled", "a ticket without an address") };
    }
    return signal.aborted ? { how: "cut" } : this.#follow(ticket.url, listener, signal);
  }

  async #requestTicket(token, signal) {
    const fetching = new Fetching(this.#environment, this.#silenceMillis, signal);
    try {
      const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
      const init = { method: "POST", headers };
      const { response, ending } = await fetching.request(this.#routes.tickets(), init);
      if (ending !== undefined) {
        return { ending };
      }
      return response.status === 200 || response.status === 201
        ? { ticket: await response.json() }
        : { ending: await endingOf(response, this.#environment.now()) };
    } catch (cause) {
      return { ending: fetching.broken("lost", cause) };
    } finally {
      fetching.close();
    }
  }

  /**
   * An `EventSource` gives up without a word at 204, when the payment is closed and all was heard,
   * as at any other answer. So every other time it says nothing of what was heard: then a snapshot
   * comes, and the end after it.
   */
  #follow(path, listener, signal) {
    const after = this.#silentCloses % 2 === 0 ? listener.version : 0;
    return new Promise((resolve) => {
      const source = new this.#environment.EventSource(this.#routes.ticketed(path, after));
      const end = (ending) => {
        source.close();
        signal.removeEventListener("abort", cut);
        resolve(ending);
      };
      const cut = () => end({ how: "cut" });
      signal.addEventListener("abort", cut, { once: true });
      source.addEventListener("open", () => listener.opened());
      source.addEventListener("error", () => this.#onError(source, end));
      for (const name of EVENTS) {
        source.addEventListener(name, (event) => this.#onEvent(event, listener, signal, end));
      }
    });
  }

  #onEvent({ type, data, lastEventId }, listener, signal, end) {
    if (signal.aborted) {
      return;
    }
    this.#silentCloses = 0;
    const ending = listener.hear({ type, data, lastEventId });
    if (ending !== undefined) {
      end(ending);
    }
  }

  #onError(source, end) {
    if (source.readyState === CLOSED) {
      this.#silentCloses++;
      end({ how: "failed", error: new WatchError("lost", "the EventSource gave up") });
    }
  }
}
