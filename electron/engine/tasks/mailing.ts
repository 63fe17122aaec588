/** What leaves the engine about tasks: handed to an outbox within the transaction it belongs to. */

export interface Outgoing {
  /** The same key is put once. */
  readonly key: string;
  readonly to: { mail: string[] } | { endpoint: string };
  readonly subject: string;
  readonly text: string;
  /** JSON of a webhook. */
  readonly data?: Record<string, unknown>;
}

/** Where such messages go: `put` within the caller's transaction. */
export interface Outbox {
  put(message: Outgoing): void;
}
