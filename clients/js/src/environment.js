/** What a watch needs of the world around it. Each part can be replaced. */
export function environmentOf(parts = {}) {
  return {
    fetch: (url, init) => globalThis.fetch(url, init),
    EventSource: globalThis.EventSource,
    setTimeout: (job, millis) => globalThis.setTimeout(job, millis),
    clearTimeout: (timer) => globalThis.clearTimeout(timer),
    now: () => Date.now(),
    random: () => Math.random(),
    page: globalThis.document === undefined ? undefined : pageOf(globalThis.document),
    ...parts,
  };
}

function pageOf(document) {
  return {
    hidden: () => document.visibilityState === "hidden",
    onChange(listener) {
      document.addEventListener("visibilitychange", listener);
      return () => document.removeEventListener("visibilitychange", listener);
    },
  };
}
