import type { DeliveryFault } from '../../contract/deliveries.ts';

interface FailureOptions {
  /** Trying again would not help. */
  final?: boolean;
  /** The least to wait before trying again, where the receiver says so, ms. */
  waitMs?: number;
  /** It concerns whatever else goes the same way as well: the server or receiver does not answer at all. */
  wayDown?: boolean;
}

/** Why an attempt to deliver did not succeed; the message names no secret. */
export class DeliveryFailure extends Error {
  readonly fault: DeliveryFault;
  readonly final: boolean;
  readonly waitMs: number;
  readonly wayDown: boolean;
  constructor(fault: DeliveryFault, detail: string, options: FailureOptions = {}) {
    super(detail);
    this.fault = fault;
    this.final = options.final ?? false;
    this.waitMs = options.waitMs ?? 0;
    this.wayDown = options.wayDown ?? false;
  }
}

/** Longest detail that is kept of what a server said. */
const DETAIL_MOST = 300;

/** What was said, in one line, cut, and without the secrets that may have come back with it. */
export function plainDetail(text: string, secrets: readonly (string | null)[] = []): string {
  let plain = text;
  for (const secret of secrets)
    if (secret)
      for (const form of [secret, Buffer.from(secret).toString('base64')])
        plain = plain.replaceAll(form, '•••');
  return plain.replace(/\s+/g, ' ').trim().slice(0, DETAIL_MOST);
}

const CERTIFICATE = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_|ERR_TLS|EPROTO|ETLS|SSL/;

/** Whether an error is about TLS or who the other side proves to be. */
export function isAboutCertificate(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return (
    (typeof code === 'string' && CERTIFICATE.test(code)) || (cause !== undefined && isAboutCertificate(cause))
  );
}
