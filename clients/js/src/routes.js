/** The addresses of one payment's streams. */
export class Routes {
  #payment;
  #mode;

  /** @param baseUrl where the gateway is, with or without a path before `/v1` */
  constructor(baseUrl, paymentId, mode) {
    const base = new URL(baseUrl);
    base.pathname = base.pathname.replace(/\/*$/, "/");
    base.search = "";
    base.hash = "";
    this.#payment = new URL(`v1/payments/${encodeURIComponent(paymentId)}/`, base);
    this.#mode = mode;
  }

  stream() {
    return this.#ofMode(new URL("stream", this.#payment));
  }

  tickets() {
    return new URL("stream-tickets", this.#payment).href;
  }

  /** A ticket's own address, for who has heard `after`. */
  ticketed(url, after) {
    const stream = new URL(url, this.#payment);
    if (after > 0) {
      stream.searchParams.set("last_event_id", String(after));
    }
    return this.#ofMode(stream);
  }

  #ofMode(url) {
    if (this.#mode === "log") {
      url.searchParams.set("mode", "log");
    }
    return url.href;
  }
}
