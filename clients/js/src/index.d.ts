/** A payment as the gateway tells it. What a payer is not told is not there. */
export interface PaymentView {
  readonly id: string;
  /** Grows by one with each change. */
  readonly version: number;
  readonly status: PaymentStatus;
  readonly next_action: NextAction;
  readonly [field: string]: unknown;
}

/** More may come: treat one that is not known as one that is waited for. */
export type PaymentStatus =
  | "created"
  | "awaiting_payment"
  | "partially_paid"
  | "processing"
  | "confirmed"
  | "settled"
  | "expired"
  | "action_required"
  | "canceled"
  | "failed"
  | "reversed"
  | (string & {});

export type NextAction =
  | "choose_asset"
  | "pay"
  | "pay_remainder"
  | "wait"
  | "merchant_resolve"
  | "none"
  | (string & {});

/** The event as it stands in the gateway's journal: CloudEvents 1.0. */
export interface PaymentEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  /** The version, as a string. */
  readonly sequence: string;
  readonly traceparent?: string;
  readonly data: PaymentView;
}

/** A newer version of the payment than any that was told before. */
export interface PaymentUpdate {
  readonly type: "snapshot" | "payment";
  readonly version: number;
  readonly payment: PaymentView;
  readonly event: PaymentEvent;
}

/** Why a payment that is being confirmed still waits. Not part of its versions. */
export interface Progress {
  readonly confirmations?: number;
  readonly required?: number;
  readonly waits_for?: string;
  readonly blocks_left?: number;
  readonly estimated_at?: string;
  readonly [field: string]: unknown;
}

export type WatchErrorCode =
  /** No answer: it is tried again. */
  | "unreachable"
  /** The stream broke off: it is tried again. */
  | "lost"
  /** Not even a heartbeat came: it is tried again. */
  | "silent"
  /** Not what a gateway says: it is tried again. */
  | "garbled"
  /** In `log` mode, a version is missing: it is asked for again. */
  | "gap"
  /** `getToken` gave none: it is asked again. */
  | "token"
  /** 408, 425, 429 or 5xx: it is tried again, not before the gateway says so. */
  | "busy"
  /** 401 with a token that cannot be replaced, or was just replaced. Final. */
  | "unauthorized"
  /** Another 4xx, such as 403 and 404. Final. */
  | "refused"
  /** This platform's `fetch` has no streams: use `transport: "ticket"`. Final. */
  | "unsupported"
  /** A callback threw: see `cause`. Final. */
  | "handler";

export declare class WatchError extends Error {
  constructor(
    code: WatchErrorCode,
    message: string,
    details?: { status?: number; problem?: Problem; cause?: unknown },
  );
  readonly code: WatchErrorCode;
  /** Of the answer, if there was one. */
  readonly status: number | undefined;
  /** The answer's body, where it is a problem. */
  readonly problem: Problem | undefined;
  /** When it is tried again; undefined when the watch is over. */
  readonly retryInMillis: number | undefined;
}

/** RFC 9457. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly request_id?: string;
  readonly [field: string]: unknown;
}

/** Gives a token that is good now; `previous` is the one that no longer is. */
export type GetToken = (wanted: {
  readonly previous: string | undefined;
  readonly signal: AbortSignal;
}) => string | Promise<string>;

export type Credentials =
  | { readonly token: string; readonly getToken?: GetToken }
  | { readonly token?: undefined; readonly getToken: GetToken };

export interface CommonOptions {
  /** Where the gateway is, without `/v1`. */
  readonly baseUrl: string | URL;
  readonly paymentId: string;
  /** `state` (default): whatever is newest. `log`: every version. */
  readonly mode?: "state" | "log";
  /** `fetch` (default), or `ticket`: a native `EventSource`, opened by a ticket. */
  readonly transport?: "fetch" | "ticket";
  /** The version the caller has: what is newer is told. */
  readonly lastEventId?: number | string;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
  /**
   * Without a byte for so long a connection is given up, and without a token `getToken`. 45 000 by
   * default. What a native `EventSource` hears is not known.
   */
  readonly silenceMillis?: number;
  /** A page that is hidden for so long is told nothing until it is shown. 30 000 by default. */
  readonly hiddenMillis?: number;
  /** Hears each version once, in order. Called synchronously; what it returns is not waited for. */
  readonly onUpdate?: (update: PaymentUpdate) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** The payment is closed: nothing more will come. */
  readonly onEnd?: (end: { readonly version: number }) => void;
  /** Trouble. `retryInMillis` tells whether it goes on. */
  readonly onError?: (error: WatchError) => void;
  /** Replaces parts of the platform, for tests and for platforms that lack some. */
  readonly environment?: Partial<Environment>;
}

export type WatchOptions = CommonOptions & Credentials;

export interface Environment {
  fetch(url: string, init: RequestInit): Promise<Response>;
  EventSource: (new (url: string) => EventSource) | undefined;
  setTimeout(job: () => void, millis: number): unknown;
  clearTimeout(timer: unknown): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 to 1. */
  random(): number;
  /** What can be hidden; undefined where nothing can. */
  page: Page | undefined;
}

export interface Page {
  hidden(): boolean;
  /** Gives what ends the listening. */
  onChange(listener: () => void): () => void;
}

export type Ended =
  | { readonly outcome: "closed"; readonly version: number }
  | { readonly outcome: "stopped"; readonly version: number }
  | { readonly outcome: "failed"; readonly version: number; readonly error: WatchError };

export interface Watch {
  /** Ends the watch: nothing is told any more. */
  close(): void;
  /** How it ended. Never rejects. */
  readonly done: Promise<Ended>;
}

/**
 * Watches a payment until it is closed, on as many connections as that takes.
 *
 * @throws {TypeError} for options that cannot be meant
 */
export declare function watchPayment(options: WatchOptions): Watch;

/**
 * The newer of two views of one payment, whichever way they came. Pure; never goes back.
 *
 * @throws {TypeError} for no view, or one of another payment
 */
export declare function applyIfNewer<View extends { readonly id: string; readonly version: number }>(
  state: View | null | undefined,
  next: View | { readonly payment: View },
): View;

export interface StreamEvent {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

/** Reads an event stream from its bytes, however they are cut (WHATWG HTML, 9.2.6). */
export declare class EventStreamParser {
  constructor(options: {
    readonly onEvent: (event: StreamEvent) => void;
    readonly onRetry?: (millis: number) => void;
    readonly onComment?: (text: string) => void;
    readonly lastEventId?: string;
    /** How many bytes a line, and how many characters an event's data may have: 1 MiB. */
    readonly limit?: number;
  });
  /** The id of the last event that was ended. */
  readonly lastEventId: string;
  /** @throws {RangeError} beyond the limit */
  push(bytes: Uint8Array): void;
}
