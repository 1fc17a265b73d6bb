/** Why a watch has trouble, or is over without the payment being closed. */
export class WatchError extends Error {
  /**
   * @param code `unreachable`, `lost`, `silent`, `garbled`, `gap`, `token`, `busy`,
   *     `unauthorized`, `refused`, `unsupported` or `handler`
   * @param status of the answer, if there was one
   * @param problem its body, where that is a problem (RFC 9457)
   */
  constructor(code, message, { status, problem, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "WatchError";
    this.code = code;
    this.status = status;
    this.problem = problem;
    /** When it is tried again; undefined when it is not. */
    this.retryInMillis = undefined;
  }
}
