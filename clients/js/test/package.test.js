import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import * as client from "../src/index.js";
import { test } from "./within.js";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("package.json"));

test("is imported by its name, as its manifest says", async () => {
  const named = await import("@sluice/client");

  assert.deepEqual(Object.keys(named), Object.keys(client));
});

test("declares the types of exactly what it exports", () => {
  const declared = [...read(manifest.types).matchAll(/^export (?:declare )?(?:function|class) (\w+)/gm)];

  assert.deepEqual(declared.map(([, name]) => name).sort(), Object.keys(client).sort());
});

test("needs nothing else", () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.devDependencies, undefined);
  for (const file of readdirSync(new URL("../src", import.meta.url))) {
    const imports = [...read(`src/${file}`).matchAll(/ from "([^"]+)"/g)];
    assert.ok(imports.every(([, from]) => from.startsWith("./")), file);
  }
});
