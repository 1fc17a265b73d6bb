import assert from "node:assert/strict";
import * as acts from "./acts.js";
import { randomFrom, seed } from "./random.js";
import { test } from "./within.js";
import { Gateway, watching } from "./world.js";

const ROUNDS = 25;
const LAST = 40;

/** Tells the log from what was heard on, in pieces, and breaks off somewhere. */
function tellsSome(random) {
  return (response, request) => {
    const after = Number(request.headers["last-event-id"] ?? 0);
    const frames = [acts.RETRY];
    if (after === 0) {
      frames.push(acts.snapshot(1));
    }
    for (let version = Math.max(2, after + 1); version <= LAST; version++) {
      frames.push(acts.payment(version), random() < 0.3 ? acts.HEARTBEAT : "");
    }
    const bytes = Buffer.from(frames.join("") + acts.END);
    const end = Math.floor(random() * Math.min(bytes.length + 200, 4_000));
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    send(response, bytes.subarray(0, end), random, () =>
      end >= bytes.length || random() < 0.5 ? response.end() : response.destroy(),
    );
  };
}

function send(response, bytes, random, whenSent) {
  const length = 1 + Math.floor(random() * 900);
  response.write(bytes.subarray(0, length), () =>
    bytes.length > length
      ? setImmediate(() => send(response, bytes.subarray(length), random, whenSent))
      : whenSent(),
  );
}

test(`hears every version once and in order, wherever it is cut; seed ${seed}`, async (t) => {
  const random = randomFrom(seed);
  const all = Array.from({ length: LAST }, (_, at) => at + 1);
  for (let round = 0; round < ROUNDS; round++) {
    const gateway = await Gateway.of(t, tellsSome(random));

    const { told, done } = watching(gateway, { mode: "log" });

    assert.equal((await done).outcome, "closed", `seed ${seed}, round ${round}`);
    assert.deepEqual(told.versions, all, `seed ${seed}, round ${round}`);
    assert.ok(told.errors.every(({ code }) => code === "lost" || code === "unreachable"));
    assert.equal(told.ends, 1);
  }
});
