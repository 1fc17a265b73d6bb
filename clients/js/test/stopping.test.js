import assert from "node:assert/strict";
import { test } from "./within.js";
import * as acts from "./acts.js";
import { Gateway, SILENCE, watching } from "./world.js";

const { payment, refuses, says, snapshot } = acts;

test("lets go of its connection when it is closed", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1)));

  const { close, done, told } = watching(gateway, { onUpdate: () => setImmediate(() => close()) });

  assert.deepEqual(await done, { outcome: "stopped", version: 1 });
  await gateway.leaves(0);
  assert.equal(gateway.asked.length, 1);
  assert.deepEqual(told.errors, []);
});

test("tells nothing more once it is closed, not even what came with it", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1), payment(2), acts.END));

  const { close, done, told } = watching(gateway, { onUpdate: () => close() });

  assert.deepEqual(await done, { outcome: "stopped", version: 1 });
  assert.deepEqual([told.versions, told.ends], [[1], 0]);
});

test("stops with its signal, also with one that aborted before", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1)));
  const abort = new AbortController();

  const first = watching(gateway, { signal: abort.signal, onUpdate: () => abort.abort() });
  await first.done;
  const second = watching(gateway, { signal: abort.signal });

  assert.equal((await second.done).outcome, "stopped");
  assert.equal(gateway.asked.length, 1);
});

test("stops while it waits to connect again", async (t) => {
  const gateway = await Gateway.of(t, refuses(503));

  const { close, done } = watching(gateway, { onError: () => close() });

  assert.deepEqual(await done, { outcome: "stopped", version: 0 });
  assert.equal(gateway.asked.length, 1);
});

test("leaves no timer behind when it is stopped", async (t) => {
  const gateway = await Gateway.of(t, refuses(503));

  const { clock, close, done } = watching(gateway, {
    held: [1_500],
    onError: () => setImmediate(() => close()),
  });

  assert.equal((await done).outcome, "stopped");
  assert.deepEqual(clock.pauses, []);
  assert.equal(clock.set(1_500), 0);
});

test("stops while it waits for a token", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1)));
  let asked;
  const isAsked = new Promise((resolve) => (asked = resolve));

  const { clock, close, done } = watching(gateway, {
    token: undefined,
    getToken: () => new Promise(() => asked()),
  });
  await isAsked;
  close();

  assert.equal((await done).outcome, "stopped");
  assert.equal(gateway.asked.length, 0);
  assert.equal(clock.set(SILENCE), 0);
});

test("says nothing of a request for a token that it gave up itself", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1)));
  let asked;
  const isAsked = new Promise((resolve) => (asked = resolve));

  const { close, done, told } = watching(gateway, {
    token: undefined,
    getToken: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        asked();
      }),
  });
  await isAsked;
  close();

  assert.equal((await done).outcome, "stopped");
  assert.deepEqual(told.errors, []);
});

test("says nothing of a refusal that comes when it is closed", async (t) => {
  let closing;
  const gateway = await Gateway.of(t, (response) => {
    response.writeHead(404, { "Content-Type": "application/problem+json" });
    response.flushHeaders();
    closing();
  });

  const { close, done, told } = watching(gateway);
  closing = () => setImmediate(() => close());

  assert.equal((await done).outcome, "stopped");
  assert.deepEqual(told.errors, []);
});

for (const status of [400, 403, 404, 410]) {
  test(`stops for good at ${status}`, async (t) => {
    const gateway = await Gateway.of(t, refuses(status));

    const { done, told } = watching(gateway, { getToken: () => "token-2" });
    const { outcome, error } = await done;

    assert.deepEqual([outcome, error.code, error.status], ["failed", "refused", status]);
    assert.equal(error.problem.code, `code-${status}`);
    assert.equal(error.retryInMillis, undefined);
    assert.deepEqual(told.errors, [error]);
    assert.equal(gateway.asked.length, 1);
  });
}

test("stops when who is told throws, and says so", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1), payment(2)));
  const mistake = new Error("a mistake of the app");

  const { done, told } = watching(gateway, {
    onUpdate: () => {
      throw mistake;
    },
  });
  const { outcome, error } = await done;

  assert.deepEqual([outcome, error.code, error.cause], ["failed", "handler", mistake]);
  assert.deepEqual(told.versions, [1]);
  await gateway.leaves(0);
});

test("stops when who is told of the end or of an error throws", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1), acts.END), refuses(503));
  const mistake = () => {
    throw new Error("a mistake of the app");
  };

  const atEnd = await watching(gateway, { onEnd: mistake }).done;
  const atError = await watching(gateway, { onError: mistake }).done;

  assert.deepEqual([atEnd.outcome, atEnd.error.code], ["failed", "handler"]);
  assert.deepEqual([atError.outcome, atError.error.code], ["failed", "handler"]);
});

test("refuses options that cannot be meant", () => {
  const gateway = { url: "https://pay.example" };

  for (const wrong of [
    { baseUrl: "pay.example" },
    { baseUrl: "ftp://pay.example" },
    { paymentId: undefined },
    { paymentId: "../payments" },
    { token: undefined },
    { token: "two words" },
    { mode: "all" },
    { transport: "pigeon" },
    { transport: "ticket", environment: { EventSource: undefined } },
    { lastEventId: "evt_7" },
    { lastEventId: -1 },
    { silenceMillis: 0 },
    { silenceMillis: Infinity },
    { hiddenMillis: Number.NaN },
    { getToken: "token" },
    { onError: "log" },
  ]) {
    assert.throws(() => watching(gateway, wrong), TypeError, JSON.stringify(wrong));
  }
});
