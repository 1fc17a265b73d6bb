import assert from "node:assert/strict";
import { test } from "./within.js";
import * as acts from "./acts.js";
import { Gateway, SILENCE, watching } from "./world.js";

const { payment, refuses, says, saysAndBreaks, saysAndEnds, snapshot } = acts;

test("comes back no sooner than it was asked to", async (t) => {
  const gateway = await Gateway.of(t, saysAndEnds(acts.RETRY, snapshot(1)), says(acts.END));

  const { clock, done } = watching(gateway);
  await done;

  assert.deepEqual(clock.pauses, [3_000]);
});

test("waits twice as long at random with each failure in a row, and as before after a success", async (t) => {
  const gateway = await Gateway.of(
    t,
    saysAndBreaks(acts.RETRY, snapshot(1)),
    refuses(503),
    refuses(500),
    acts.hangsUp,
    saysAndBreaks(acts.HEARTBEAT),
    says(payment(2), acts.END),
  );

  const { clock, told, done } = watching(gateway);
  await done;

  assert.deepEqual(clock.pauses, [3_000, 4_000, 6_000, 10_000, 3_000]);
  assert.deepEqual(told.errors.map(({ retryInMillis }) => retryInMillis), clock.pauses);
  assert.deepEqual(
    told.errors.map(({ code }) => code),
    ["lost", "busy", "busy", "unreachable", "lost"],
  );
});

test("never waits longer than half a minute more than it was asked to", async (t) => {
  const gateway = await Gateway.of(t, ...Array(20).fill(refuses(502)), says(acts.END));

  const { clock, done } = watching(gateway, { environment: { random: () => 1 } });
  await done;

  assert.deepEqual(clock.pauses.slice(0, 5), [2_000, 3_000, 5_000, 9_000, 17_000]);
  assert.deepEqual(new Set(clock.pauses.slice(5)), new Set([31_000]));
});

test("is not hurried by a gateway that asks for no pause", async (t) => {
  const gateway = await Gateway.of(t, saysAndEnds("retry: 0\n\n", snapshot(1)), says(acts.END));

  const { clock, done } = watching(gateway, { environment: { random: () => 0 } });
  await done;

  assert.deepEqual(clock.pauses, [100]);
});

test("waits longer when streams end at once, as those of a gateway that goes away do", async (t) => {
  const gateway = await Gateway.of(
    t,
    saysAndEnds("retry: 5000\n\n"),
    saysAndEnds("retry: 5000\n\n"),
    says(acts.END),
  );

  const { clock, told, done } = watching(gateway);
  await done;

  assert.deepEqual(clock.pauses, [7_500, 10_000]);
  assert.deepEqual(told.errors, []);
});

for (const [status, value, millis] of [
  [503, "7", 7_000],
  [429, "7", 7_000],
  [503, "0", 1_000],
  [503, "soon", 1_000],
  [503, "-5", 1_000],
  [503, "9999999999", 3_600_000],
  [503, "Fri, 27 Nov 2026 07:30:09 GMT", 9_000],
  [503, "Mon, 01 Jan 1990 00:00:00 GMT", 1_000],
]) {
  test(`waits ${millis} ms at ${status} with Retry-After: ${value}`, async (t) => {
    const gateway = await Gateway.of(t, refuses(status, { "Retry-After": value }), says(acts.END));

    const { clock, told, done } = watching(gateway, { environment: { random: () => 0 } });
    await done;

    assert.deepEqual(clock.pauses, [millis]);
    assert.deepEqual([told.errors[0].code, told.errors[0].status], ["busy", status]);
  });
}

test("tries again where somebody else answers", async (t) => {
  const gateway = await Gateway.of(
    t,
    (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<p>Log in</p>"),
    says(snapshot(1), acts.END),
  );

  const { told, done } = watching(gateway);
  await done;

  assert.deepEqual(told.errors.map(({ code }) => code), ["garbled"]);
  assert.deepEqual(told.versions, [1]);
});

test("takes no redirect, which could carry its token away", async (t) => {
  const gateway = await Gateway.of(
    t,
    (response) => response.writeHead(302, { Location: "/elsewhere" }).end(),
    says(acts.END),
  );

  const { told, done } = watching(gateway);
  await done;

  assert.deepEqual(told.errors.map(({ code }) => code), ["unreachable"]);
  assert.ok(gateway.asked.every(({ url }) => url.endsWith("/stream")));
});

test("gives up a stream on which nothing was heard for long", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1)), says(payment(2), acts.END));

  const { clock, told, done } = watching(gateway);
  await told.hears(1);
  await clock.expire(SILENCE);
  await done;

  assert.deepEqual(told.versions, [1, 2]);
  assert.deepEqual(told.errors.map(({ code }) => code), ["silent"]);
  await gateway.leaves(0);
});

test("gives up a connection that is never answered", async (t) => {
  const gateway = await Gateway.of(t, acts.saysNothing, says(snapshot(1), acts.END));

  const { clock, told, done } = watching(gateway);
  await gateway.isAsked(1);
  await clock.expire(SILENCE);
  await done;

  assert.deepEqual(told.errors.map(({ code }) => code), ["silent"]);
});

test("takes a heartbeat for a sign of life", async (t) => {
  let stream;
  const gateway = await Gateway.of(t, (response) => {
    stream = response;
    says(snapshot(1))(response);
  });
  const timers = [];
  const { clock, close, done } = watching(gateway, {
    onUpdate: () => stream.write(acts.HEARTBEAT),
    environment: {
      setTimeout: (job, millis) => {
        timers.push(millis);
        if (timers.length === 4) {
          close();
        }
        return clock.setTimeout(job, millis);
      },
    },
  });
  await done;

  // One each for the request, the answer, the snapshot and the heartbeat, and none is left.
  assert.deepEqual(timers, Array(4).fill(SILENCE));
  assert.equal(clock.set(SILENCE), 0);
});
