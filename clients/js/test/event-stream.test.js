import assert from "node:assert/strict";
import { test } from "./within.js";
import { bytesOf, parsed } from "./parsed.js";

const BOM = "\ufeff";

/** A name, a stream, and what it tells; the last id is "" unless an event says otherwise. */
const CASES = [
  ["nothing", "", []],
  ["an event without a type is a message", "data: x\n\n", [["message", "x", ""]]],
  ["an event with type and id", "event: a\nid: 1\ndata: x\n\n", [["a", "x", "1"]]],
  ["lines of data are joined", "data: x\ndata: y\n\n", [["message", "x\ny", ""]]],
  ["empty lines of data count", "data\ndata\n\n", [["message", "\n", ""]]],
  ["one empty line of data is an event", "data\n\n", [["message", "", ""]]],
  ["an empty value is as good as none", "data:\n\n", [["message", "", ""]]],
  ["only one space is dropped", "data:  x\n\n", [["message", " x", ""]]],
  ["no space need be there", "data:x\n\n", [["message", "x", ""]]],
  ["a tab is no space", "data:\tx\n\n", [["message", "\tx", ""]]],
  ["colons in a value stay", "data: a:b: c\n\n", [["message", "a:b: c", ""]]],
  ["CR ends lines", "event: a\rdata: x\r\r", [["a", "x", ""]]],
  ["CRLF ends lines", "event: a\r\ndata: x\r\n\r\n", [["a", "x", ""]]],
  ["ends may be mixed", "event: a\rdata: x\n\r\ndata: y\r\n\r", [["a", "x", ""], ["message", "y", ""]]],
  ["LF CR is two ends", "data: x\n\rdata: y\n\n", [["message", "x", ""], ["message", "y", ""]]],
  ["other separators end no line", "data: a\u2028b\u0085c\vd\fe\n\n", [["message", "a\u2028b\u0085c\vd\fe", ""]]],
  ["an event not ended is dropped", "data: x\n\ndata: y\n", [["message", "x", ""]]],
  ["a line not ended is dropped", "data: x\n\ndata: y", [["message", "x", ""]]],
  ["a retry not ended is dropped", "retry: 5", []],
  ["a type without data is forgotten", "event: a\n\ndata: x\n\n", [["message", "x", ""]]],
  ["the last type wins", "event: a\nevent: b\ndata: x\n\n", [["b", "x", ""]]],
  ["an empty type is a message", "event: a\nevent\ndata: x\n\n", [["message", "x", ""]]],
  ["an id stays", "id: 1\ndata: x\n\ndata: y\n\n", [["message", "x", "1"], ["message", "y", "1"]]],
  ["an empty id takes it back", "id: 1\ndata: x\n\nid\ndata: y\n\n", [["message", "x", "1"], ["message", "y", ""]]],
  ["an id with NUL is ignored", "id: 1\ndata: x\n\nid: 2\0\ndata: y\n\n", [["message", "x", "1"], ["message", "y", "1"]]],
  ["an id is no number", "id: ä 7\ndata: x\n\n", [["message", "x", "ä 7"]]],
  ["an id without data moves on", "id: 5\n\n", [], "5"],
  ["an id not ended does not", "id: 5\ndata: x\n", []],
  ["a retry", "retry: 2350\n\n", [["(retry)", 2350]]],
  ["a retry counts before its event ends", "retry: 10\ndata: x", [["(retry)", 10]]],
  ["a retry has digits only", "retry: 1s\nretry: -1\nretry: 1.5\nretry: 0x9\nretry:\nretry: ٣\nretry: 7 \n", []],
  ["a comment", ": hb\n\n", [["(comment)", " hb"]]],
  ["a comment within an event", "data: x\n:\ndata: y\n\n", [["(comment)", ""], ["message", "x\ny", ""]]],
  ["unknown fields are ignored", "dat: x\nfoo\ndata: y\n\n", [["message", "y", ""]]],
  ["names of fields are exact", "Data: x\n data: y\ndata : z\n\n", []],
  ["a mark at the beginning is dropped", `${BOM}data: x\n\n`, [["message", "x", ""]]],
  ["only one is", `${BOM}${BOM}data: x\n\n`, []],
  ["a mark elsewhere stays", `data: ${BOM}x\n\n${BOM}data: y\n\n`, [["message", `${BOM}x`, ""]]],
  ["a mark on the second line stays", `\n${BOM}data: y\n\n`, []],
  ["all of Unicode", "data: aä€😀\n\n", [["message", "aä€😀", ""]]],
  ["NUL in data stays", "data: a\0b\n\n", [["message", "a\0b", ""]]],
];

for (const [name, text, events, id = events.at(-1)?.[2] ?? ""] of CASES) {
  test(`reads: ${name}`, () => {
    assert.deepEqual(parsed([bytesOf(text)]), [...events, ["(id)", id]]);
  });
  test(`reads byte by byte: ${name}`, () => {
    const bytes = [...bytesOf(text)].map((byte) => Uint8Array.of(byte));

    assert.deepEqual(parsed(bytes), [...events, ["(id)", id]]);
  });
}

test("puts a mark where bytes are no text, and goes on", () => {
  const bytes = [...bytesOf("data: "), 0xff, 0xe2, 0x82, 0x0a, 0x0a, ...bytesOf("data: y\n\n")];

  assert.deepEqual(parsed([Uint8Array.from(bytes)]).slice(0, 2), [
    ["message", "\ufffd\ufffd", ""],
    ["message", "y", ""],
  ]);
});

test("tells an event at its CR and does not wait for what follows", () => {
  assert.deepEqual(parsed([bytesOf("data: x\r\r")])[0], ["message", "x", ""]);
});

test("goes on with the id of the connection before", () => {
  assert.deepEqual(parsed([bytesOf("data: x\n\n")], { lastEventId: "4" })[0], ["message", "x", "4"]);
});

test("does not mind that the memory of a chunk is used again", () => {
  const first = bytesOf("data: he");

  const told = parsed(
    (function* () {
      yield first;
      first.fill(0);
      yield bytesOf("llo\n\n");
    })(),
  );

  assert.deepEqual(told[0], ["message", "hello", ""]);
});

test("refuses a line without end and an event without end", () => {
  const part = bytesOf("x".repeat(40));

  assert.throws(() => parsed([part, part, part], { limit: 100 }), RangeError);
  assert.throws(() => parsed([bytesOf("data: 0123456789\n".repeat(10))], { limit: 100 }), RangeError);
  assert.equal(parsed([bytesOf("data: 0123456789\n\n".repeat(10))], { limit: 100 }).length, 11);
});
