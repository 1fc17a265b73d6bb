/** What a gateway may do to a connection. */

export const RETRY = "retry: 2000\n\n";
export const END = 'event: end\ndata: {"reason":"closed"}\n\n';
export const REAUTH = "event: reauth\ndata: {}\n\n";
export const HEARTBEAT = ": hb\n\n";

export function event(type, version, status = "processing") {
  const view = { id: "pay_01m82wqdh3fmarf6q9h676vtch", version, status };
  const envelope = { specversion: "1.0", id: `evt_${version}`, sequence: `${version}`, data: view };
  return `event: ${type}\nid: ${version}\ndata: ${JSON.stringify(envelope)}\n\n`;
}

export const snapshot = (version, status) => event("snapshot", version, status);
export const payment = (version, status) => event("payment", version, status);

/** A stream that says this and stays open. */
export function says(...frames) {
  return (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream;charset=utf-8" });
    response.write(frames.join(""));
  };
}

/** A stream that says this and ends in order. */
export function saysAndEnds(...frames) {
  return (response) => {
    says(...frames)(response);
    response.end();
  };
}

/** A stream that breaks off when this was sent. */
export function saysAndBreaks(...frames) {
  return (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream;charset=utf-8" });
    response.write(frames.join(""), () => response.destroy());
  };
}

/** A connection on which nothing ever comes, not even a status. */
export function saysNothing() {}

/** A connection that is closed without an answer. */
export function hangsUp(response) {
  response.destroy();
}

export function refuses(status, headers = {}) {
  return (response) => {
    const type = "application/problem+json";
    response.writeHead(status, { "Content-Type": type, ...headers });
    response.end(JSON.stringify({ title: `refused with ${status}`, code: `code-${status}` }));
  };
}

export function hasNoContent(response) {
  response.writeHead(204).end();
}
