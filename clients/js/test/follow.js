// Follows a payment of a real gateway over connections that are cut, and prints a line of JSON for
// each update and for the outcome. The token is in SLUICE_TOKEN:
//   node follow.js URL PAYMENT fetch|ticket SEED
import { watchPayment } from "@sluice/client";
import { cuttingProxy } from "./cutting-proxy.js";
import { randomFrom } from "./random.js";
import { eventSourceOn } from "./small-event-source.js";

const SHORTEST = 40;
const LONGEST = 9_000;
const HASTE = 20;
const SILENCE = 45_000;

const [url, paymentId, transport, seed] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const say = (what) => console.log(JSON.stringify(what));

// Whoever started this is gone when its end of the pipe is.
process.stdin.on("close", () => process.exit(1)).resume();

const proxy = await cuttingProxy(
  new URL(url),
  () => SHORTEST + Math.floor(random() ** 2 * (LONGEST - SHORTEST)),
);
// Pauses are shorter than in life, so that there is time for many cuts; not the watchdog's.
const haste = {
  setTimeout: (job, millis) => setTimeout(job, millis < SILENCE ? millis / HASTE : millis),
};

/** Tickets name the gateway's own address. */
class EventSource extends eventSourceOn(haste) {
  constructor(address) {
    const { pathname, search } = new URL(address);
    super(new URL(pathname + search, proxy.url).href);
  }
}

const { done } = watchPayment({
  baseUrl: proxy.url,
  paymentId,
  token: process.env.SLUICE_TOKEN,
  mode: "log",
  transport,
  onUpdate: ({ version, payment: { status } }) => say({ version, status }),
  onError: ({ code, message }) => console.error(code, message),
  environment: { ...haste, random, EventSource },
});
const { outcome, error } = await done;
say({ outcome, error: error?.message, cuts: proxy.cuts });
process.exit(0);
