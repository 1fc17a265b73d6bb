import { WatchError } from "./errors.js";

const VERSION = /^[1-9][0-9]{0,14}$/;

/**
 * What was told of a payment so far, on however many connections. Each version is told once, and
 * none after a later one; in `log` mode none is left out.
 */
export class Story {
  #log;
  #onUpdate;
  #onProgress;
  #version;

  constructor({ mode, lastEventId, onUpdate, onProgress }) {
    this.#log = mode === "log";
    this.#version = Number(lastEventId);
    this.#onUpdate = onUpdate;
    this.#onProgress = onProgress;
  }

  /** The version that was told last; 0 for none. */
  get version() {
    return this.#version;
  }

  /** How the connection ends that said this; undefined when it goes on. */
  hear({ type, data, lastEventId }) {
    switch (type) {
      case "snapshot":
      case "payment":
        return this.#update(type, lastEventId, parse(data));
      case "progress":
        return this.#tell(this.#onProgress, parse(data));
      case "reauth":
        return { how: "reauth" };
      case "end":
        return endOf(parse(data));
      default:
        return undefined;
    }
  }

  #update(type, id, event) {
    if (!VERSION.test(id) || event?.sequence !== id || !isObject(event.data)) {
      return failed("garbled", `an event ${type} that is none of version ${id}`);
    }
    const version = Number(id);
    if (version <= this.#version) {
      return undefined;
    }
    if (this.#log && this.#version > 0 && version > this.#version + 1) {
      return failed("gap", `version ${version} after ${this.#version}`);
    }
    this.#version = version;
    return this.#tell(this.#onUpdate, { type, version, payment: event.data, event });
  }

  /** Who throws while being told is told no more. */
  #tell(handler, what) {
    if (what === undefined) {
      return failed("garbled", "an event that is no JSON");
    }
    try {
      handler(what);
      return undefined;
    } catch (cause) {
      const error = new WatchError("handler", "what was told of an event threw", { cause });
      return { how: "refused", error };
    }
  }
}

/** A stream may end for other reasons than that the payment is closed: another one goes on. */
function endOf(end) {
  return { how: end?.reason === "closed" ? "closed" : "over" };
}

function failed(code, message) {
  return { how: "failed", error: new WatchError(code, message) };
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}

function parse(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
