// Prints what becomes of a payment until it is closed:
//   node clients/js/examples/watch.js http://127.0.0.1:8080 pay_… "$TOKEN"
import { applyIfNewer, watchPayment } from "@sluice/client";

const [baseUrl, paymentId, token] = process.argv.slice(2);
let state = null;

const watch = watchPayment({
  baseUrl,
  paymentId,
  token,
  onUpdate: (update) => {
    state = applyIfNewer(state, update);
    console.log(`version ${state.version}: ${state.status}, next ${state.next_action}`);
  },
  onProgress: ({ confirmations, required }) => console.log(`  ${confirmations} of ${required}`),
  onError: ({ code, message, retryInMillis }) =>
    console.error(`  ${code}: ${message}`, retryInMillis === undefined ? "" : "(is tried again)"),
});
process.once("SIGINT", () => watch.close());

const { outcome } = await watch.done;
console.log(outcome);
process.exitCode = outcome === "failed" ? 1 : 0;
