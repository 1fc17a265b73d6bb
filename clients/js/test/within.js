import { test as unlimited } from "node:test";

/** A test that has failed when it is not over within a time nothing here takes. */
export function test(name, body) {
  unlimited(name, { timeout: 20_000 }, body);
}
