import { Lines } from "./lines.js";

const LIMIT = 1024 * 1024;
const DIGITS = /^[0-9]+$/;

/**
 * Reads an event stream from its bytes, however they are cut. What is not ended by an empty line
 * is never told, so that a stream that breaks off tells nothing half.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventStreamParser {
  #lines;
  #limit;
  #onEvent;
  #onRetry;
  #onComment;
  #data = [];
  #length = 0;
  #type = "";
  #id;
  #lastEventId;

  /**
   * @param onEvent hears `{type, data, lastEventId}`
   * @param onRetry hears how many milliseconds to wait before connecting again
   * @param onComment hears what follows the colon
   * @param lastEventId what was heard on the connections before
   * @param limit how many bytes a line, and how many characters an event's data may have
   */
  constructor({
    onEvent,
    onRetry = () => {},
    onComment = () => {},
    lastEventId = "",
    limit = LIMIT,
  }) {
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
    this.#onComment = onComment;
    this.#id = lastEventId;
    this.#lastEventId = lastEventId;
    this.#limit = limit;
    this.#lines = new Lines(limit, (line) => this.#read(line));
  }

  /** The id of the last event that was ended, also of one that said nothing. */
  get lastEventId() {
    return this.#lastEventId;
  }

  /**
   * Tells what these bytes complete.
   *
   * @param {Uint8Array} bytes
   * @throws {RangeError} when a line or an event is longer than the limit
   */
  push(bytes) {
    this.#lines.push(bytes);
  }

  #read(line) {
    const colon = line.indexOf(":");
    if (line === "") {
      this.#dispatch();
    } else if (colon === 0) {
      this.#onComment(line.slice(1));
    } else if (colon === -1) {
      this.#field(line, "");
    } else {
      const value = line.slice(colon + 1);
      this.#field(line.slice(0, colon), value.startsWith(" ") ? value.slice(1) : value);
    }
  }

  #field(name, value) {
    switch (name) {
      case "event":
        this.#type = value;
        break;
      case "data":
        this.#keep(value);
        break;
      case "id":
        if (!value.includes("\0")) {
          this.#id = value;
        }
        break;
      case "retry":
        if (DIGITS.test(value)) {
          this.#onRetry(Number(value));
        }
        break;
    }
  }

  #keep(value) {
    this.#length += value.length + 1;
    if (this.#length > this.#limit) {
      throw new RangeError(`an event of more than ${this.#limit} characters`);
    }
    this.#data.push(value);
  }

  /** An event without data only moves the id. */
  #dispatch() {
    const lines = this.#data;
    const type = this.#type || "message";
    this.#lastEventId = this.#id;
    this.#data = [];
    this.#length = 0;
    this.#type = "";
    if (lines.length > 0) {
      this.#onEvent({ type, data: lines.join("\n"), lastEventId: this.#lastEventId });
    }
  }
}
