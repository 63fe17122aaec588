/** One mail over SMTP, with the moment told at which nothing but the answer tells any more whether it was taken. */
import { hostname } from 'node:os';
import { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Instant } from '../../contract/calendar.ts';
import type { MailSettings } from '../../contract/deliveries.ts';
import { DeliveryFailure, isAboutCertificate, plainDetail } from './failure.ts';
import type { Attachment } from './message.ts';

/** Until the server greets, and between two of its words, ms. */
const GREETING_MS = 10_000;
const SILENCE_MS = 30_000;
/** A message is told in parts: the next one when the server takes it. */
const PART_BYTES = 64 * 1024;
/** A whole mail, ms. */
const WHOLE_MS = 120_000;

export interface Mail {
  to: string;
  /** The same for every attempt, so that a mail program can tell that two are one. */
  id: string;
  subject: string;
  text: string;
  html?: string | undefined;
  attachments: readonly Attachment[];
  /** When it was first to be sent. */
  at: Instant;
}

export interface MailWay {
  settings: MailSettings;
  password: string | null;
  /** Called right before the end of the message is told: a mail whose end the server never heard it must drop (RFC 5321, 4.1.1.4). */
  handing: () => void;
  stopping: AbortSignal;
  /** For tests: how long a server may be silent, ms. */
  silenceMs?: number;
}

/** Sends one mail. @throws DeliveryFailure; `answer_lost` when it may have been taken */
export async function sendMail(mail: Mail, way: MailWay): Promise<void> {
  const bytes = await composed(mail, way.settings);
  let isHanded = false;
  const connection = connectionTo(way);
  const signal = AbortSignal.any([way.stopping, AbortSignal.timeout(WHOLE_MS)]);
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  connection.on('error', broken.reject);
  connection.on('end', () => broken.reject(new Error('the server ended the connection')));
  const abort = () => broken.reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
  signal.addEventListener('abort', abort, { once: true });

  /** The message, then word that its end is next. */
  function* content() {
    for (let from = 0; from < bytes.length; from += PART_BYTES) yield bytes.subarray(from, from + PART_BYTES);
    way.handing();
    isHanded = true;
  }

  try {
    await Promise.race([
      conversation(connection, way, mail, Readable.from(content(), { objectMode: false })),
      broken.promise,
    ]);
    connection.quit();
  } catch (error) {
    connection.close();
    throw failureOf(error, way, isHanded);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function connectionTo({ settings, silenceMs = SILENCE_MS }: MailWay): SMTPConnection {
  const { host, port, tls, authority } = settings;
  return new SMTPConnection({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    name: hostname() || 'localhost',
    connectionTimeout: GREETING_MS,
    greetingTimeout: GREETING_MS,
    dnsTimeout: GREETING_MS,
    socketTimeout: silenceMs,
    logger: false,
    ...(authority !== null && { tls: { ca: [...rootCertificates, authority] } }),
  });
}

async function conversation(
  connection: SMTPConnection,
  { settings, password }: MailWay,
  mail: Mail,
  message: Readable,
): Promise<void> {
  const { user, sender } = settings;
  const heard =
    (done: () => void, failed: (error: unknown) => void) =>
    (error?: unknown): void =>
      error ? failed(error) : done();
  await new Promise<void>((done, failed) => connection.connect(heard(done, failed)));
  if (user !== null)
    await new Promise<void>((done, failed) =>
      connection.login({ credentials: { user, pass: password ?? '' } }, heard(done, failed)),
    );
  await new Promise<void>((done, failed) =>
    connection.send({ from: sender, to: [mail.to] }, message, heard(done, failed)),
  );
}

function composed(mail: Mail, { sender, senderName }: MailSettings): Promise<Buffer> {
  const { to, id, subject, text, html, attachments, at } = mail;
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  return new MailComposer({
    from: { name: senderName, address: sender },
    to: [{ name: '', address: to }],
    subject,
    text,
    ...(html !== undefined && { html }),
    messageId: `<${id}@${domain}>`,
    date: new Date(at),
    // No program answers by itself, and none is answered.
    headers: { 'auto-submitted': 'auto-generated' },
    attachments: attachments.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(bytes),
    })),
    // What the text says is text: no path or address in it is read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function failureOf(error: unknown, { settings, password }: MailWay, isHanded: boolean): DeliveryFailure {
  const of = (name: string): unknown => (error instanceof Error ? Reflect.get(error, name) : undefined);
  const said = plainDetail(error instanceof Error ? error.message : String(error), [password]);
  const code = of('code');
  const status = Number(of('responseCode'));
  const isAnswered = status >= 400 && status < 600;
  if (isHanded && !isAnswered)
    return new DeliveryFailure('answer_lost', `${settings.host}: ${said}`, { final: true });
  if (code === 'EAUTH') return new DeliveryFailure('sign_in', said, { wayDown: true });
  if (isAboutCertificate(error)) return new DeliveryFailure('certificate', said, { wayDown: true });
  // 4xx is for now, 5xx for good (RFC 5321, 4.2.1); what is said before the receiver is named concerns every mail.
  if (isAnswered) {
    const isOfThisMail = ['RCPT TO', 'DATA'].includes(String(of('command')));
    return new DeliveryFailure('refused', said, {
      final: status >= 500 && isOfThisMail,
      wayDown: !isOfThisMail,
    });
  }
  if (code === 'ETIMEDOUT')
    return new DeliveryFailure('too_slow', `${settings.host}: ${said}`, { wayDown: true });
  return new DeliveryFailure('unreachable', `${settings.host}: ${said}`, { wayDown: true });
}
