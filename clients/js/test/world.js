import { createServer } from "node:http";
import { once } from "node:events";
import { watchPayment } from "../src/index.js";
import { FakeClock } from "./fake-clock.js";

export const PAYMENT = "pay_01m82wqdh3fmarf6q9h676vtch";
export const SILENCE = 45_000;
export const HIDDEN = 30_000;

/** A gateway that does to one connection after the other what it is told to, on a real port. */
export class Gateway {
  /** What was asked, as `{method, url, headers}`. */
  asked = [];
  #server;
  #acts;
  #gone = [];
  #waiting = new Waiting(() => this.asked.length);

  static async of(t, ...acts) {
    const gateway = new Gateway();
    gateway.#acts = acts;
    gateway.#server = createServer((request, response) => gateway.#answer(request, response));
    gateway.#server.listen(0, "127.0.0.1");
    await once(gateway.#server, "listening");
    t.after(() => {
      gateway.#server.close();
      gateway.#server.closeAllConnections();
    });
    return gateway;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Resolves when so many connections were made. */
  isAsked(times) {
    return this.#waiting.until(times);
  }

  /** Resolves when the client has let go of its connection with this number. */
  async leaves(number) {
    await this.#gone[number];
  }

  /** Which `Last-Event-ID` each connection had. */
  get resumed() {
    return this.asked.map(({ headers }) => headers["last-event-id"]);
  }

  get tokens() {
    return this.asked.map(({ headers }) => headers.authorization?.replace("Bearer ", ""));
  }

  #answer(request, response) {
    const { method, url, headers } = request;
    const act = this.#acts[this.asked.length] ?? this.#acts.at(-1);
    this.#gone.push(once(response, "close"));
    this.asked.push({ method, url, headers });
    act(response, request);
    this.#waiting.look();
  }
}

/** Who waits for a number to be reached. */
class Waiting {
  #count;
  #those = [];

  constructor(count) {
    this.#count = count;
  }

  until(number) {
    return new Promise((resolve) => {
      this.#those.push({ number, resolve });
      this.look();
    });
  }

  look() {
    this.#those.filter(({ number }) => number <= this.#count()).forEach(({ resolve }) => resolve());
  }
}

/** A watch whose clock is the test's, with what it told so far. */
export function watching(gateway, options = {}) {
  const clock = new FakeClock([SILENCE, HIDDEN, ...(options.held ?? [])]);
  const told = { versions: [], updates: [], progress: [], errors: [], ends: 0 };
  const hearing = new Waiting(() => told.updates.length);
  told.hears = (updates) => hearing.until(updates);
  const watch = watchPayment({
    baseUrl: gateway.url,
    paymentId: PAYMENT,
    token: "token-1",
    onProgress: (progress) => told.progress.push(progress),
    onEnd: () => told.ends++,
    onError: (error) => told.errors.push(error),
    ...options,
    onUpdate: (update) => {
      told.updates.push(update);
      told.versions.push(update.version);
      options.onUpdate?.(update);
      hearing.look();
    },
    environment: {
      setTimeout: (job, millis) => clock.setTimeout(job, millis),
      clearTimeout: (timer) => clock.clearTimeout(timer),
      now: () => clock.time,
      random: () => 0.5,
      ...options.environment,
    },
  });
  return { told, clock, watch, close: () => watch.close(), done: watch.done };
}
