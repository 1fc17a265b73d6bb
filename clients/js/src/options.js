import { environmentOf } from "./environment.js";

const IDS = /^[A-Za-z0-9_-]+$/;
const POSITION = /^(|0|[1-9][0-9]{0,14})$/;
const nothing = () => {};

/** @throws {TypeError} for what cannot be meant */
export function checked(options) {
  const all = {
    mode: "state",
    transport: "fetch",
    lastEventId: "",
    onUpdate: nothing,
    onProgress: nothing,
    onEnd: nothing,
    onError: nothing,
    silenceMillis: 45_000,
    hiddenMillis: 30_000,
    ...definedOf(options),
    environment: environmentOf(options.environment),
  };
  require(IDS.test(all.paymentId ?? ""), "paymentId is the id of a payment");
  require(isHttp(all.baseUrl), "baseUrl is an http or https URL");
  require(all.token !== undefined || all.getToken !== undefined, "token or getToken is needed");
  require(all.token === undefined || /^[\x21-\x7e]+$/.test(all.token), "token is no token");
  require(["state", "log"].includes(all.mode), "mode is state or log");
  require(["fetch", "ticket"].includes(all.transport), "transport is fetch or ticket");
  require(all.transport === "fetch" || all.environment.EventSource, "there is no EventSource here");
  require(POSITION.test(String(all.lastEventId)), "lastEventId is a version");
  require(all.silenceMillis > 0 && all.silenceMillis < 2 ** 31, "silenceMillis is a time");
  require(all.hiddenMillis >= 0, "hiddenMillis is a time");
  for (const name of ["getToken", "onUpdate", "onProgress", "onEnd", "onError"]) {
    require(["function", "undefined"].includes(typeof all[name]), `${name} is a function`);
  }
  return all;
}

/** What is undefined is as good as left out. */
function definedOf(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function isHttp(url) {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}

function require(holds, message) {
  if (!holds) {
    throw new TypeError(message);
  }
}
