/** Whether somebody may be looking. Where there is no page, somebody always does. */
export class Page {
  #page;
  #environment;
  #patience;

  /** @param patience how many milliseconds a hidden page goes on listening; Infinity for ever */
  constructor(environment, patience) {
    this.#page = patience === Infinity ? undefined : environment.page;
    this.#environment = environment;
    this.#patience = patience;
  }

  /** Calls `job` when the page was hidden for long; gives what stops that. */
  onLongHidden(job) {
    const page = this.#page;
    if (page === undefined) {
      return () => {};
    }
    let timer;
    const look = () => {
      this.#environment.clearTimeout(timer);
      timer = page.hidden() ? this.#environment.setTimeout(job, this.#patience) : undefined;
    };
    const unlisten = page.onChange(look);
    look();
    return () => {
      unlisten();
      this.#environment.clearTimeout(timer);
    };
  }

  /** Resolves when the page is shown, or `signal` aborts. */
  shown(signal) {
    const page = this.#page;
    return new Promise((resolve) => {
      if (page === undefined || !page.hidden() || signal.aborted) {
        resolve();
        return;
      }
      const unlisten = page.onChange(look);
      signal.addEventListener("abort", done, { once: true });
      function look() {
        if (!page.hidden()) {
          done();
        }
      }
      function done() {
        unlisten();
        signal.removeEventListener("abort", done);
        resolve();
      }
    });
  }
}
