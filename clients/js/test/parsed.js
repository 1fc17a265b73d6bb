import { EventStreamParser } from "../src/event-stream.js";

/** What a parser tells of these chunks, in order; events as `[type, data, lastEventId]`. */
export function parsed(chunks, options = {}) {
  const told = [];
  const parser = new EventStreamParser({
    ...options,
    onEvent: ({ type, data, lastEventId }) => told.push([type, data, lastEventId]),
    onRetry: (millis) => told.push(["(retry)", millis]),
    onComment: (text) => told.push(["(comment)", text]),
  });
  for (const chunk of chunks) {
    parser.push(chunk);
  }
  told.push(["(id)", parser.lastEventId]);
  return told;
}

export function bytesOf(text) {
  return new TextEncoder().encode(text);
}
