export { applyIfNewer } from "./apply.js";
export { WatchError } from "./errors.js";
export { EventStreamParser } from "./event-stream.js";
export { watchPayment } from "./watch.js";
