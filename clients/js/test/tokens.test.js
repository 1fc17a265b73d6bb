import assert from "node:assert/strict";
import * as acts from "./acts.js";
import { test } from "./within.js";
import { Gateway, SILENCE, watching } from "./world.js";

const { payment, refuses, says, snapshot } = acts;

/** Gives token-1, token-2 and so on, and keeps what it was asked with. */
function source() {
  const asked = [];
  const getToken = async ({ previous }) => {
    asked.push(previous);
    return `token-${asked.length}`;
  };
  return { asked, getToken };
}

test("goes on with a new token when it is asked for one", async (t) => {
  let stream;
  const gateway = await Gateway.of(
    t,
    (response) => {
      stream = response;
      says(acts.RETRY, snapshot(1))(response);
    },
    says(payment(2), acts.END),
  );
  const { asked, getToken } = source();

  const { clock, told, done } = watching(gateway, { token: undefined, getToken });
  await told.hears(1);
  clock.time += 5_000;
  stream.write(acts.REAUTH);
  await done;

  assert.deepEqual(asked, [undefined, "token-1"]);
  assert.deepEqual(gateway.tokens, ["token-1", "token-2"]);
  assert.deepEqual(gateway.resumed, [undefined, "1"]);
  assert.deepEqual(clock.pauses, []);
  assert.deepEqual([told.versions, told.errors], [[1, 2], []]);
});

test("does not ask for tokens as fast as they are worn out", async (t) => {
  const gateway = await Gateway.of(
    t,
    says(acts.RETRY, acts.REAUTH),
    says(acts.RETRY, acts.REAUTH),
    says(acts.END),
  );

  const { clock, done } = watching(gateway, { getToken: source().getToken });
  await done;

  assert.deepEqual(clock.pauses, [3_000, 4_000]);
});

test("uses the only token it has until that is refused", async (t) => {
  const gateway = await Gateway.of(t, says(acts.RETRY, snapshot(1), acts.REAUTH), refuses(401));

  const { clock, told, done } = watching(gateway);
  const { outcome, error } = await done;

  assert.deepEqual([outcome, error.code, error.status], ["failed", "unauthorized", 401]);
  assert.deepEqual(clock.pauses, [3_000]);
  assert.deepEqual(told.errors, [error]);
});

test("replaces a token that was refused, at once", async (t) => {
  const gateway = await Gateway.of(t, refuses(401), says(snapshot(1), acts.END));
  const { asked, getToken } = source();

  const { clock, told, done } = watching(gateway, { token: "old", getToken });
  await done;

  assert.deepEqual(asked, ["old"]);
  assert.deepEqual(gateway.tokens, ["old", "token-1"]);
  assert.deepEqual([clock.pauses, told.errors], [[], []]);
});

test("gives up when the new token is refused too", async (t) => {
  const gateway = await Gateway.of(t, refuses(401));

  const { done } = watching(gateway, { getToken: source().getToken });

  assert.equal((await done).error.code, "unauthorized");
  assert.equal(gateway.asked.length, 2);
});

test("replaces one again after another was good", async (t) => {
  const good = acts.saysAndEnds(snapshot(1));
  const gateway = await Gateway.of(t, refuses(401), good, refuses(401), says(acts.END));

  const { done } = watching(gateway, { getToken: source().getToken });

  assert.equal((await done).outcome, "closed");
  assert.deepEqual(gateway.tokens, ["token-1", "token-1", "token-1", "token-2"]);
});

for (const [name, bad] of [
  ["is away", () => Promise.reject(new Error("502"))],
  ["throws", () => JSON.parse("<html>")],
  ["gives nothing", () => undefined],
  ["gives what is no token", () => "two\r\nlines"],
]) {
  test(`asks again for a token when who has them ${name}`, async (t) => {
    const gateway = await Gateway.of(t, says(snapshot(1), acts.END));
    let times = 0;

    const { clock, told, done } = watching(gateway, {
      token: undefined,
      getToken: () => (++times < 3 ? bad() : "good"),
    });
    await done;

    assert.deepEqual(gateway.tokens, ["good"]);
    assert.deepEqual(told.errors.map(({ code }) => code), ["token", "token"]);
    assert.deepEqual(clock.pauses, [1_500, 2_000]);
  });
}

test("asks again for a token when who has them does not answer", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1), acts.END));
  let times = 0;

  const { clock, told, done } = watching(gateway, {
    token: undefined,
    getToken: () => (++times === 1 ? new Promise(() => {}) : "good"),
  });
  await clock.expire(SILENCE);
  await done;

  assert.deepEqual(gateway.tokens, ["good"]);
  assert.deepEqual(told.errors.map(({ code }) => code), ["token"]);
  assert.equal(clock.set(SILENCE), 0);
});
