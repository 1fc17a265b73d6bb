import { retryAfterOf } from "./delays.js";
import { WatchError } from "./errors.js";

const TRY_AGAIN = new Set([408, 425, 429]);

/** How a connection ends whose answer is no stream. */
export async function endingOf(response, now) {
  const { status } = response;
  if (status === 204) {
    return { how: "closed" };
  }
  const problem = await problemOf(response);
  const message = problem?.title ?? problem?.detail ?? `an answer of status ${status}`;
  const error = (code) => new WatchError(code, message, { status, problem });
  if (status === 401) {
    return { how: "unauthorized", error: error("unauthorized") };
  }
  if (status < 400) {
    return { how: "failed", error: error("garbled") };
  }
  if (status < 500 && !TRY_AGAIN.has(status)) {
    return { how: "refused", error: error("refused") };
  }
  const retryAfter = retryAfterOf(response.headers.get("Retry-After"), now);
  return { how: "failed", error: error("busy"), retryAfter };
}

/** Whether what follows is told as an event stream. */
export function isEventStream(response) {
  const type = response.headers.get("Content-Type") ?? "";
  return response.status === 200 && /^text\/event-stream\s*(;|$)/i.test(type);
}

async function problemOf(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!/^application\/problem\+json\s*(;|$)/i.test(type)) {
    return undefined;
  }
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
