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

/** What `promise` gives; undefined if `signal` aborts before. Rejects when it takes too long. */
export function within(environment, millis, promise, signal) {
  let undo;
  const early = new Promise((resolve, reject) => {
    const late = () => reject(new Error(`nothing within ${millis} ms`));
    const give = () => resolve();
    const timer = environment.setTimeout(late, millis);
    signal.addEventListener("abort", give, { once: true });
    if (signal.aborted) {
      give();
    }
    undo = () => {
      environment.clearTimeout(timer);
      signal.removeEventListener("abort", give);
    };
  });
  return Promise.race([promise, early]).finally(undo);
}
