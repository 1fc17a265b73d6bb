import assert from "node:assert/strict";
import { applyIfNewer } from "../src/index.js";
import { randomFrom, seed } from "./random.js";
import { test } from "./within.js";

const view = (version, id = "pay_1") => Object.freeze({ id, version });

test("takes the first view there is", () => {
  assert.equal(applyIfNewer(null, view(3)).version, 3);
  assert.equal(applyIfNewer(undefined, view(3)).version, 3);
});

test("takes what is newer, and nothing else", () => {
  const state = view(3);

  assert.equal(applyIfNewer(state, view(4)).version, 4);
  assert.equal(applyIfNewer(state, view(3)), state);
  assert.equal(applyIfNewer(state, view(2)), state);
});

test("takes an update as well as a view", () => {
  const update = Object.freeze({ type: "payment", version: 4, payment: view(4), event: {} });

  assert.equal(applyIfNewer(view(3), update), update.payment);
});

test("refuses the view of another payment, and what is none", () => {
  assert.throws(() => applyIfNewer(view(1), view(2, "pay_2")), TypeError);
  for (const none of [null, undefined, {}, { version: 1 }, { id: "pay_1", version: "2" }]) {
    assert.throws(() => applyIfNewer(view(1), none), TypeError);
  }
});

test(`ends at the newest in whatever order they come, seed ${seed}`, () => {
  const random = randomFrom(seed);
  const versions = Array.from({ length: 200 }, () => 1 + Math.floor(random() * 50));

  const states = versions.map(
    ((state) => (version) => (state = applyIfNewer(state, view(version))))(null),
  );

  assert.equal(states.at(-1).version, Math.max(...versions));
  states.slice(1).forEach((state, at) => assert.ok(state.version >= states[at].version));
});
