const LF = 10;
const CR = 13;
const BOM = [0xef, 0xbb, 0xbf];

/**
 * Cuts bytes into the lines of an event stream, which end in CR, LF or CRLF. No byte of a longer
 * UTF-8 sequence looks like a line end, so whole lines are decoded and chunks may be cut anywhere.
 */
export class Lines {
  #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #limit;
  #onLine;
  #begun = [];
  #length = 0;
  #afterCr = false;
  #first = true;

  /**
   * @param {number} limit how many bytes a line may have
   * @param {(line: string) => void} onLine
   */
  constructor(limit, onLine) {
    this.#limit = limit;
    this.#onLine = onLine;
  }

  /** A CR ends its line at once; an LF that follows, in this chunk or the next, belongs to it. */
  push(bytes) {
    let start = this.#skipLf(bytes);
    for (let at = start; at < bytes.length; at++) {
      if (bytes[at] === LF || bytes[at] === CR) {
        this.#keep(bytes.subarray(start, at));
        this.#afterCr = bytes[at] === CR && at + 1 === bytes.length;
        at += bytes[at] === CR && bytes[at + 1] === LF ? 1 : 0;
        start = at + 1;
        this.#end();
      }
    }
    this.#keep(bytes.subarray(start));
  }

  #skipLf(bytes) {
    if (bytes.length === 0) {
      return 0;
    }
    const skip = this.#afterCr && bytes[0] === LF;
    this.#afterCr = false;
    return skip ? 1 : 0;
  }

  /** Copies what waits for the next chunk, whose owner may use its memory again. */
  #keep(part) {
    this.#length += part.length;
    if (this.#length > this.#limit) {
      throw new RangeError(`a line of more than ${this.#limit} bytes`);
    }
    if (part.length > 0) {
      this.#begun.push(part.slice());
    }
  }

  #end() {
    const line = this.#whole();
    this.#begun = [];
    this.#length = 0;
    const skipped = this.#first && BOM.every((byte, at) => line[at] === byte) ? BOM.length : 0;
    this.#first = false;
    this.#onLine(this.#decoder.decode(line.subarray(skipped)));
  }

  #whole() {
    if (this.#begun.length === 1) {
      return this.#begun[0];
    }
    const line = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#begun) {
      line.set(part, at);
      at += part.length;
    }
    return line;
  }
}
