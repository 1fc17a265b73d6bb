// Listens with a client of the npm registry, and prints a line of JSON for each event, until it
// hears that the payment is closed. The token is in SLUICE_TOKEN:
//   node listen.js eventsource|launchdarkly-eventsource URL
import { EventSource } from "eventsource";
import patient from "launchdarkly-eventsource";

const HASTE = 20;
const EVENTS = ["snapshot", "payment", "progress", "reauth", "end"];

const [library, url] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${process.env.SLUICE_TOKEN}` };

// Whoever started this is gone when its end of the pipe is.
process.stdin.on("close", () => process.exit(1)).resume();

// Pauses are shorter than in life, so that there is time for many cuts.
const { setTimeout } = globalThis;
globalThis.setTimeout = (job, millis, ...more) => setTimeout(job, millis / HASTE, ...more);

const source = {
  eventsource: () =>
    new EventSource(url, {
      fetch: (address, init) =>
        fetch(address, { ...init, headers: { ...init.headers, ...headers } }),
    }),
  "launchdarkly-eventsource": () =>
    new patient.EventSource(url, { headers, errorFilter: ({ status }) => status === undefined }),
}[library]();

for (const name of EVENTS) {
  source.addEventListener(name, ({ data, lastEventId }) => {
    // One of the libraries calls a connection's end by the same name.
    if (data === undefined) return;
    console.log(JSON.stringify({ event: name, id: lastEventId, data }));
    if (name === "end" && JSON.parse(data).reason === "closed") {
      source.close();
      process.exit(0);
    }
  });
}
source.addEventListener("error", ({ message, code }) => console.error(code, message));
