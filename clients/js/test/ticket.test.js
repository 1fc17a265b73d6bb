import assert from "node:assert/strict";
import * as acts from "./acts.js";
import { FakeClock } from "./fake-clock.js";
import { eventSourceOn } from "./small-event-source.js";
import { test } from "./within.js";
import { Gateway, PAYMENT, watching } from "./world.js";

const { payment, refuses, says, saysAndBreaks, snapshot } = acts;
const PATH = `/v1/payments/${PAYMENT}`;

/** Gives a ticket, whose stream is at a path of the gateway. */
function givesTicket(ticket) {
  return (response) => {
    response.writeHead(201, { "Content-Type": "application/json" });
    const url = `${PATH}/stream?ticket=${ticket}`;
    response.end(JSON.stringify({ ticket, expires_at: "2026-11-27T07:30:30Z", url }));
  };
}

function watchingByTicket(gateway, options = {}) {
  const native = new FakeClock([]);
  const environment = { EventSource: eventSourceOn(native), ...options.environment };
  return { native, ...watching(gateway, { transport: "ticket", ...options, environment }) };
}

test("gets a ticket with its token, and listens with the ticket alone", async (t) => {
  const gateway = await Gateway.of(
    t,
    givesTicket("t1"),
    says(snapshot(1), payment(2), acts.END),
  );

  const { told, done } = watchingByTicket(gateway, { mode: "log", lastEventId: 1 });

  assert.deepEqual(await done, { outcome: "closed", version: 2 });
  assert.deepEqual(
    gateway.asked.map(({ method, url }) => `${method} ${url}`),
    [
      `POST ${PATH}/stream-tickets`,
      `GET ${PATH}/stream?ticket=t1&last_event_id=1&mode=log`,
    ],
  );
  assert.deepEqual(gateway.tokens, ["token-1", undefined]);
  assert.deepEqual(told.versions, [2]);
  await gateway.leaves(1);
});

test("leaves it to the EventSource to connect again", async (t) => {
  const gateway = await Gateway.of(
    t,
    givesTicket("t1"),
    saysAndBreaks(acts.RETRY, snapshot(1)),
    says(payment(2), acts.END),
  );

  const { native, clock, told, done } = watchingByTicket(gateway);
  await done;

  assert.deepEqual(gateway.resumed, [undefined, undefined, "1"]);
  assert.deepEqual([native.pauses, clock.pauses], [[2_000], []]);
  assert.deepEqual([told.versions, told.errors], [[1, 2], []]);
});

test("gets another ticket when the EventSource gave up", async (t) => {
  const gateway = await Gateway.of(
    t,
    givesTicket("t1"),
    saysAndBreaks(snapshot(1)),
    refuses(503),
    givesTicket("t2"),
    says(payment(2), acts.END),
  );

  const { clock, told, done } = watchingByTicket(gateway);
  await done;

  assert.equal(gateway.asked[4].url, `${PATH}/stream?ticket=t2`);
  assert.deepEqual([told.versions, clock.pauses], [[1, 2], [1_500]]);
});

test("finds out that the payment is closed when the EventSource does not say why it gave up", async (t) => {
  const gateway = await Gateway.of(
    t,
    givesTicket("t1"),
    saysAndBreaks(snapshot(5)),
    acts.hasNoContent,
    givesTicket("t2"),
    says(snapshot(5), acts.END),
  );

  const { told, done } = watchingByTicket(gateway);

  assert.deepEqual(await done, { outcome: "closed", version: 5 });
  assert.deepEqual(told.versions, [5]);
});

test("misses nothing in log mode when it asks once for a snapshot", async (t) => {
  const gateway = await Gateway.of(
    t,
    givesTicket("t1"),
    saysAndBreaks(snapshot(1)),
    refuses(502),
    givesTicket("t2"),
    says(snapshot(4)),
    givesTicket("t3"),
    says(payment(2), payment(3), payment(4), acts.END),
  );

  const { told, done } = watchingByTicket(gateway, { mode: "log" });
  await done;

  assert.deepEqual(told.versions, [1, 2, 3, 4]);
  assert.equal(gateway.asked[6].url, `${PATH}/stream?ticket=t3&last_event_id=1&mode=log`);
});

test("gets another ticket with a new token when it is asked to", async (t) => {
  const gateway = await Gateway.of(
    t,
    givesTicket("t1"),
    says(snapshot(1), acts.REAUTH),
    givesTicket("t2"),
    says(payment(2), acts.END),
  );

  const { told, done } = watchingByTicket(gateway, { getToken: async () => "token-2" });
  await done;

  assert.deepEqual(gateway.tokens, ["token-1", undefined, "token-2", undefined]);
  assert.equal(gateway.asked[3].url, `${PATH}/stream?ticket=t2&last_event_id=1`);
  assert.deepEqual(told.versions, [1, 2]);
  await gateway.leaves(1);
});

test("stops for good where no ticket is to be had, and waits where one is later", async (t) => {
  const gateway = await Gateway.of(t, refuses(429, { "Retry-After": "9" }), refuses(404));

  const { clock, done } = watchingByTicket(gateway);
  const { outcome, error } = await done;

  assert.deepEqual([outcome, error.status], ["failed", 404]);
  assert.deepEqual(clock.pauses, [9_500]);
});

test("takes a ticket it cannot read for none", async (t) => {
  const gateway = await Gateway.of(
    t,
    (response) => response.writeHead(201).end("{"),
    (response) => response.writeHead(201).end("{}"),
    givesTicket("t1"),
    says(snapshot(1), acts.END),
  );

  const { told, done } = watchingByTicket(gateway);

  assert.equal((await done).outcome, "closed");
  assert.deepEqual(told.errors.map(({ code }) => code), ["lost", "garbled"]);
});

test("closes its EventSource when it is closed", async (t) => {
  const gateway = await Gateway.of(t, givesTicket("t1"), says(snapshot(1), payment(2)));

  const { close, told, done } = watchingByTicket(gateway, { onUpdate: () => close() });

  assert.equal((await done).outcome, "stopped");
  await gateway.leaves(1);
  assert.deepEqual(told.versions, [1]);
});
