import { endingOf, isEventStream } from "./answers.js";
import { WatchError } from "./errors.js";
import { EventStreamParser } from "./event-stream.js";
import { Fetching } from "./fetching.js";

/** Listens by `fetch`, with the token in a header. */
export class ByFetch {
  #environment;
  #routes;
  #silenceMillis;

  constructor(environment, routes, silenceMillis) {
    this.#environment = environment;
    this.#routes = routes;
    this.#silenceMillis = silenceMillis;
  }

  /** One connection, from its request to its ending. Never rejects. */
  async listen(listener, token, signal) {
    const fetching = new Fetching(this.#environment, this.#silenceMillis, signal);
    try {
      const headers = { Accept: "text/event-stream", Authorization: `Bearer ${token}` };
      if (listener.version > 0) {
        headers["Last-Event-ID"] = String(listener.version);
      }
      const { response, ending } = await fetching.request(this.#routes.stream(), { headers });
      if (ending !== undefined) {
        return ending;
      }
      return isEventStream(response)
        ? await follow(response, fetching, listener, signal)
        : await endingOf(response, this.#environment.now());
    } finally {
      fetching.close();
    }
  }
}

async function follow(response, fetching, listener, signal) {
  if (!response.body) {
    const error = new WatchError("unsupported", "fetch streams nothing here: use a ticket");
    return { how: "refused", error };
  }
  listener.opened();
  let ending;
  const parser = new EventStreamParser({
    onEvent: (event) => {
      ending ??= signal.aborted ? { how: "cut" } : listener.hear(event);
    },
    onRetry: (millis) => listener.retry(millis),
    onComment: () => listener.beat(),
  });
  const reader = response.body.getReader();
  while (ending === undefined) {
    const { value, done, broken } = await next(reader, fetching);
    if (broken !== undefined) {
      return broken;
    }
    if (done) {
      return { how: "over" };
    }
    ending = push(parser, value) ?? ending;
  }
  return ending;
}

async function next(reader, fetching) {
  try {
    const chunk = await reader.read();
    fetching.heard();
    return chunk;
  } catch (cause) {
    return { broken: fetching.broken("lost", cause) };
  }
}

function push(parser, bytes) {
  try {
    parser.push(bytes);
    return undefined;
  } catch (cause) {
    return { how: "failed", error: new WatchError("garbled", "no stream of ours", { cause }) };
  }
}
