import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "./within.js";
import { parsed } from "./parsed.js";
import { randomFrom, seed } from "./random.js";

const RECORDED = readFileSync(new URL("recorded-stream.txt", import.meta.url));
const FORMS = {
  "as recorded": RECORDED,
  "with CR": Buffer.from(RECORDED.toString().replaceAll("\n", "\r")),
  "with CRLF and a mark": Buffer.from(`\ufeff${RECORDED.toString().replaceAll("\n", "\r\n")}`),
};
const WHOLE = parsed([RECORDED]);

test("the recording has one of everything", () => {
  const types = WHOLE.map(([type]) => type);

  assert.deepEqual(new Set(types), new Set(["(retry)", "snapshot", "(comment)", "payment", "progress", "reauth", "end", "(id)"]));
  assert.deepEqual(WHOLE.at(-1), ["(id)", "4"]);
  assert.match(WHOLE.find(([type]) => type === "snapshot")[1], /Zwei Eintrittskarten für „Faust“ 🎭/);
});

for (const [form, bytes] of Object.entries(FORMS)) {
  test(`tells the same at every cut, ${form}`, () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      assert.deepEqual(parsed([bytes.subarray(0, cut), bytes.subarray(cut)]), WHOLE, `cut at ${cut}`);
    }
  });

  test(`tells a beginning of the same when it breaks off anywhere, ${form}`, () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      const told = parsed([bytes.subarray(0, cut)]).slice(0, -1);

      assert.deepEqual(told, WHOLE.slice(0, told.length), `broken off at ${cut}`);
    }
  });

  test(`tells the same at many random cuts, ${form}, seed ${seed}`, () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 500; round++) {
      assert.deepEqual(parsed(randomChunks(bytes, random)), WHOLE, `seed ${seed}, round ${round}`);
    }
  });
}

function randomChunks(bytes, random) {
  const longest = 1 + Math.floor(random() * 64);
  const chunks = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Math.floor(random() * (longest + 1));
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return chunks;
}
