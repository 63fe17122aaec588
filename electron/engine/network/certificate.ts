/** Certificates: one made on this machine, or the agency's own, held against what it is to be used for. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { DAY_MS, type Instant } from '../../contract/calendar.ts';
import { ProblemError } from '../problems/index.ts';

export interface Pem {
  /** This machine's certificate first, then those that signed it. */
  chain: string;
  key: string;
}

/** Browsers take no longer ones. */
const LIFE_MS = 825 * DAY_MS;
/** Made anew so long before its end. */
const RENEW_MS = 60 * DAY_MS;
/** A phone whose clock is a little behind must not find it not yet valid. */
const EARLIER_MS = DAY_MS;
const ONE_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** A certificate for these names and addresses, signed by its own key: ECDSA on P-256. */
export async function makeCertificate(names: readonly string[], now: Instant): Promise<Pem> {
  // The library is loaded by those only who need it, and wants the reflection of decorators first.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=IOC Wall ${names[0] ?? ''}`,
      notBefore: new Date(now - EARLIER_MS),
      notAfter: new Date(now - EARLIER_MS + LIFE_MS),
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
        ),
      ],
    },
    crypto,
  );
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    chain: `${made.toString('pem').trim()}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${key.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
  };
}

/** The machine's own certificate of a chain. Throws when there is none. */
export function leafOf({ chain }: Pem): X509Certificate {
  return new X509Certificate(chain);
}

/** Whether a certificate is good for a name or an address, by what it says itself. */
export function covers(certificate: X509Certificate, host: string): boolean {
  return isIP(host) === 0
    ? certificate.checkHost(host, { subject: 'never' }) !== undefined
    : certificate.checkIP(host) !== undefined;
}

/** Names and addresses that a certificate is good for. */
export function namesOf({ subjectAltName }: X509Certificate): string[] {
  return (subjectAltName ?? '')
    .split(', ')
    .flatMap((one) => /^(?:DNS|IP Address):(.+)$/.exec(one)?.[1] ?? []);
}

/** SHA-256 in groups of four digits, as people compare it. */
export function fingerprintOf({ fingerprint256 }: X509Certificate): string {
  return fingerprint256.replaceAll(':', '').replace(/.{4}(?=.)/g, '$& ');
}

export function mustRenew(certificate: X509Certificate, now: Instant): boolean {
  return certificate.validToDate.getTime() - now < RENEW_MS;
}

/** The agency's certificate as it can be used for `host`. Throws `ProblemError` naming the field and the remedy. */
export function checkAgencyCertificate(given: Pem, host: string, now: Instant): Pem {
  const chain = readChain(given.chain);
  const [leaf, ...signers] = chain;
  if (!leaf) throw refusal('chain', 'has no certificate in it: give PEM text with "BEGIN CERTIFICATE".');
  const key = readKey(given.key);
  if (!leaf.checkPrivateKey(key))
    throw refusal(
      'key',
      'is not the key of the first certificate of the chain: give the two that were made together.',
    );
  if (now >= leaf.validToDate.getTime())
    throw refusal('chain', `ended on ${leaf.validToDate.toISOString()}: have a new certificate issued.`);
  if (now < leaf.validFromDate.getTime())
    throw refusal(
      'chain',
      `is not valid before ${leaf.validFromDate.toISOString()}: wait, or look at the clock of this machine.`,
    );
  if (leaf.ca)
    throw refusal('chain', 'begins with a certificate authority: put the certificate of this machine first.');
  if (!covers(leaf, host))
    throw refusal(
      'chain',
      `is good for ${namesOf(leaf).join(', ') || 'no name'} and not for ${host}: give "name" as one of them, or have a certificate issued for ${host}.`,
    );
  signers.reduce((signed, signer) => {
    if (!signed.checkIssued(signer) || !signed.verify(signer.publicKey))
      throw refusal(
        'chain',
        'has certificates that did not sign each other: put the signer of each right behind it, and leave out others.',
      );
    return signer;
  }, leaf);
  return {
    chain: chain.map((one) => one.toString()).join(''),
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function readChain(text: string): X509Certificate[] {
  try {
    return (text.match(ONE_CERTIFICATE) ?? []).map((pem) => new X509Certificate(pem));
  } catch {
    throw refusal(
      'chain',
      'has a certificate that cannot be read: copy the PEM text whole, from BEGIN to END.',
    );
  }
}

function readKey(text: string): KeyObject {
  if (text.includes('ENCRYPTED'))
    throw refusal(
      'key',
      'is locked with a passphrase: give it without one, the engine keeps it for itself only.',
    );
  try {
    return createPrivateKey(text);
  } catch {
    throw refusal('key', 'cannot be read: give PEM text with "BEGIN PRIVATE KEY", whole.');
  }
}

function refusal(field: 'chain' | 'key', words: string): ProblemError {
  return new ProblemError(400, `certificate.${field} ${words}`, { field: `certificate.${field}` });
}
