import assert from "node:assert/strict";
import { test } from "./within.js";
import * as acts from "./acts.js";
import { Gateway, PAYMENT, watching } from "./world.js";

const { payment, says, saysAndBreaks, saysAndEnds, snapshot } = acts;

test("tells each state until the payment is closed", async (t) => {
  const progress = 'event: progress\ndata: {"confirmations":1,"required":3}\n\n';
  const gateway = await Gateway.of(
    t,
    says(acts.RETRY, snapshot(1, "awaiting_payment"), acts.HEARTBEAT, payment(2), progress, payment(3, "settled"), acts.END),
  );

  const { told, done } = watching(gateway);

  assert.deepEqual(await done, { outcome: "closed", version: 3 });
  assert.deepEqual(told.versions, [1, 2, 3]);
  assert.deepEqual(told.updates.map(({ type }) => type), ["snapshot", "payment", "payment"]);
  assert.deepEqual(told.updates[2].payment, { id: PAYMENT, version: 3, status: "settled" });
  assert.equal(told.updates[2].event.id, "evt_3");
  assert.deepEqual(told.progress, [{ confirmations: 1, required: 3 }]);
  assert.equal(told.ends, 1);
  assert.deepEqual(told.errors, []);
});

test("asks with its token, for what is newer than what it has", async (t) => {
  const gateway = await Gateway.of(t, says(payment(8), acts.END));

  await watching(gateway, { mode: "log", lastEventId: "7", baseUrl: `${gateway.url}/pay/` }).done;

  const [{ method, url, headers }] = gateway.asked;
  assert.equal(`${method} ${url}`, `GET /pay/v1/payments/${PAYMENT}/stream?mode=log`);
  assert.equal(headers.authorization, "Bearer token-1");
  assert.equal(headers.accept, "text/event-stream");
  assert.equal(headers["last-event-id"], "7");
});

test("goes on after a cut within a frame, and tells nothing twice or half", async (t) => {
  const frame = payment(2);
  const gateway = await Gateway.of(
    t,
    saysAndBreaks(acts.RETRY, snapshot(1), frame.slice(0, -1)),
    saysAndBreaks(acts.RETRY, snapshot(1), payment(2), payment(3).slice(0, 12)),
    says(acts.RETRY, snapshot(3), acts.END),
  );

  const { told, done } = watching(gateway);

  assert.equal((await done).outcome, "closed");
  assert.deepEqual(told.versions, [1, 2, 3]);
  assert.deepEqual(gateway.resumed, [undefined, "1", "2"]);
  assert.deepEqual(told.errors.map(({ code }) => code), ["lost", "lost"]);
});

test("goes on when the stream ends without saying so, which is no error", async (t) => {
  const gateway = await Gateway.of(
    t,
    saysAndEnds(acts.RETRY, snapshot(1)),
    says(snapshot(2), acts.END),
  );

  const { told, done } = watching(gateway);
  await done;

  assert.deepEqual(told.versions, [1, 2]);
  assert.deepEqual(told.errors, []);
});

for (const data of ['{"reason":"replaced"}', "{}", "null", "{"]) {
  test(`goes on after an end for another reason: ${data}`, async (t) => {
    const gateway = await Gateway.of(
      t,
      says(snapshot(1), `event: end\ndata: ${data}\n\n`),
      says(payment(2), acts.END),
    );

    const { told, done } = watching(gateway);
    await done;

    assert.deepEqual([told.versions, told.ends, told.errors], [[1, 2], 1, []]);
  });
}

test("is done when there is no more to hear", async (t) => {
  const gateway = await Gateway.of(t, saysAndBreaks(snapshot(5)), acts.hasNoContent);

  const { told, done } = watching(gateway);

  assert.deepEqual(await done, { outcome: "closed", version: 5 });
  assert.equal(told.ends, 1);
});

test("never goes back, whatever it is told", async (t) => {
  const gateway = await Gateway.of(
    t,
    saysAndEnds(snapshot(3), payment(3), payment(2), payment(5), payment(4)),
    says(snapshot(1), payment(5), payment(6), acts.END),
  );

  const { told, done } = watching(gateway);
  await done;

  assert.deepEqual(told.versions, [3, 5, 6]);
});

test("asks again for what is missing in log mode", async (t) => {
  const gateway = await Gateway.of(
    t,
    says(snapshot(3), payment(4), payment(6)),
    says(payment(5), payment(6), acts.END),
  );

  const { told, done } = watching(gateway, { mode: "log" });
  await done;

  assert.deepEqual(told.versions, [3, 4, 5, 6]);
  assert.deepEqual(gateway.resumed, [undefined, "4"]);
  assert.deepEqual(told.errors.map(({ code }) => code), ["gap"]);
});

for (const [name, frame] of [
  ["no JSON", "event: payment\nid: 2\ndata: {\n\n"],
  ["no version", 'event: payment\nid: x\ndata: {"sequence":"x","data":{}}\n\n'],
  ["another version", 'event: payment\nid: 2\ndata: {"sequence":"3","data":{}}\n\n'],
  ["no view", 'event: payment\nid: 2\ndata: {"sequence":"2","data":null}\n\n'],
  ["no progress", "event: progress\ndata: [\n\n"],
  ["a line without end", `: ${"x".repeat(2 ** 20)}`],
]) {
  test(`tells nothing of an event with ${name}, and asks again`, async (t) => {
    const gateway = await Gateway.of(
      t,
      says(snapshot(1), frame, payment(9)),
      says(payment(2), acts.END),
    );

    const { told, done } = watching(gateway);
    await done;

    assert.deepEqual(told.versions, [1, 2]);
    assert.deepEqual(told.errors.map(({ code }) => code), ["garbled"]);
  });
}

test("ignores events it does not know", async (t) => {
  const gateway = await Gateway.of(t, says("event: news\ndata: {\n\n", snapshot(1), acts.END));

  const { told, done } = watching(gateway);
  await done;

  assert.deepEqual(told.versions, [1]);
  assert.deepEqual(told.errors, []);
});
