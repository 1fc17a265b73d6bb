/** Resolves after so long, or at once when `signal` aborts. */
export function pause(environment, millis, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = environment.setTimeout(done, millis);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      environment.clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}

/** What `promise` gives, or undefined if `signal` aborts before. */
export function untilAborted(promise, signal) {
  let undo;
  const aborted = new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    const give = () => resolve();
    signal.addEventListener("abort", give, { once: true });
    undo = () => signal.removeEventListener("abort", give);
  });
  return Promise.race([promise, aborted]).finally(undo);
}
