import { EventStreamParser } from "../src/event-stream.js";

/**
 * What a browser's `EventSource` does, on `fetch`: it connects again with `Last-Event-ID` after a
 * stream that ended or broke, and gives up for good at any other answer.
 */
export function eventSourceOn(clock) {
  return class SmallEventSource extends EventTarget {
    readyState = 0;
    #url;
    #lastEventId = "";
    #retry = 3_000;
    #abort = new AbortController();

    constructor(url) {
      super();
      this.#url = url;
      this.#connect();
    }

    close() {
      this.readyState = 2;
      this.#abort.abort();
    }

    async #connect() {
      try {
        const headers = this.#lastEventId ? { "Last-Event-ID": this.#lastEventId } : {};
        const response = await fetch(this.#url, { headers, signal: this.#abort.signal });
        if (response.status !== 200) {
          this.readyState = 2;
          this.dispatchEvent(new Event("error"));
          return;
        }
        this.readyState = 1;
        this.dispatchEvent(new Event("open"));
        await this.#read(response.body);
      } catch {
        // Broken: as good as ended.
      }
      this.#connectAgain();
    }

    async #read(body) {
      const parser = new EventStreamParser({
        lastEventId: this.#lastEventId,
        onRetry: (millis) => (this.#retry = millis),
        onEvent: ({ type, ...rest }) => {
          if (this.readyState !== 2) {
            this.dispatchEvent(Object.assign(new Event(type), rest));
          }
        },
      });
      for await (const chunk of body) {
        parser.push(chunk);
        this.#lastEventId = parser.lastEventId;
      }
    }

    #connectAgain() {
      if (this.readyState !== 2) {
        this.readyState = 0;
        this.dispatchEvent(new Event("error"));
        clock.setTimeout(() => this.readyState === 2 || this.#connect(), this.#retry);
      }
    }
  };
}
