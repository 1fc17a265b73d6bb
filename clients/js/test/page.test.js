import assert from "node:assert/strict";
import * as acts from "./acts.js";
import { test } from "./within.js";
import { Gateway, HIDDEN, watching } from "./world.js";

const { payment, refuses, says, saysAndEnds, snapshot } = acts;

/** A page that is hidden and shown by the test. */
class FakePage {
  listeners = new Set();
  #hidden = false;

  hidden() {
    return this.#hidden;
  }

  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  show(shown) {
    this.#hidden = !shown;
    [...this.listeners].forEach((listener) => listener());
  }
}

test("lets go while nobody looks for long, and goes on when somebody does", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1)), says(payment(2), acts.END));
  const page = new FakePage();

  const { clock, told, done } = watching(gateway, { environment: { page } });
  await told.hears(1);
  page.show(false);
  await clock.expire(HIDDEN);
  await gateway.leaves(0);
  assert.equal(gateway.asked.length, 1);
  page.show(true);
  await done;

  assert.deepEqual(gateway.resumed, [undefined, "1"]);
  assert.deepEqual([told.versions, told.errors, clock.pauses], [[1, 2], [], []]);
  assert.equal(page.listeners.size, 0);
});

test("stays while nobody looks for a moment", async (t) => {
  let stream;
  const gateway = await Gateway.of(t, (response) => {
    stream = response;
    says(snapshot(1))(response);
  });
  const page = new FakePage();

  const { clock, told, done } = watching(gateway, { environment: { page } });
  await told.hears(1);
  page.show(false);
  assert.equal(clock.set(HIDDEN), 1);
  page.show(true);
  assert.equal(clock.set(HIDDEN), 0);
  stream.write(payment(2) + acts.END);
  await done;

  assert.equal(gateway.asked.length, 1);
  assert.deepEqual(told.versions, [1, 2]);
});

test("does not connect before somebody looks", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1), acts.END));
  const page = new FakePage();
  page.show(false);

  const { done } = watching(gateway, { environment: { page } });
  assert.equal(page.listeners.size, 1);
  assert.equal(gateway.asked.length, 0);
  page.show(true);

  assert.equal((await done).outcome, "closed");
});

test("does not connect again for a page that is hidden, and can still be stopped", async (t) => {
  const gateway = await Gateway.of(t, saysAndEnds(snapshot(1)), refuses(404));
  const page = new FakePage();

  const { close, done } = watching(gateway, {
    onUpdate: () => page.show(false),
    environment: { page: { ...watched(page, () => close()) } },
  });

  assert.deepEqual(await done, { outcome: "stopped", version: 1 });
  assert.equal(gateway.asked.length, 1);
});

test("listens for ever when it is told to", async (t) => {
  const gateway = await Gateway.of(t, says(snapshot(1), acts.END));
  const page = new FakePage();
  page.show(false);

  const { done } = watching(gateway, { hiddenMillis: Infinity, environment: { page } });

  assert.equal((await done).outcome, "closed");
});

test("knows the page of a browser", async (t) => {
  const document = new EventTarget();
  document.visibilityState = "hidden";
  globalThis.document = document;
  t.after(() => delete globalThis.document);
  const gateway = await Gateway.of(t, says(snapshot(1), acts.END));

  const { done } = watching(gateway);
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));

  assert.equal((await done).outcome, "closed");
});

/** The page, and a call once a hidden one is waited for a second time. */
function watched(page, job) {
  return {
    hidden: () => page.hidden(),
    onChange: (listener) => {
      if (page.hidden()) {
        setImmediate(job);
      }
      return page.onChange(listener);
    },
  };
}
