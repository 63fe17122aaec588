/** How deliveries are set: the mail server, and the endpoints of webhooks; secrets sealed beside them. */
import { randomUUID } from 'node:crypto';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  type Endpoint,
  type EndpointRequest,
  type MailRequest,
  type MailSettings,
  mailSettings,
} from '../../contract/deliveries.ts';
import { ProblemError } from '../problems/index.ts';
import type { Sealing } from '../sealing/index.ts';
import type { WritableDB } from '../store/index.ts';
import { newWebhookSecret } from './signature.ts';

const ABOUT_MAIL = 'deliveries/mail password';
/** More would not be told apart in a form. */
const ENDPOINTS_MOST = 50;

interface EndpointRow {
  id: string;
  name: string;
  url: string;
  inner: number;
  sealed: Buffer;
  made_at: Instant;
}

export interface DeliverySettingsStore {
  mail(): MailSettings | null;
  passwordSet(): boolean;
  /** `null` when there is none. @throws when it was sealed with another key */
  password(): string | null;
  /** The password is kept only for the server and user it was given for. @throws ProblemError naming the field */
  setMail(request: MailRequest): void;
  removeMail(): void;
  endpoints(): Endpoint[];
  endpoint(id: string): Endpoint | null;
  /** @throws when it was sealed with another key */
  secretOf(id: string): string;
  /** These throw `ProblemError` naming the field. */
  addEndpoint(request: EndpointRequest, at: Instant): Endpoint & { secret: string };
  changeEndpoint(id: string, request: EndpointRequest): Endpoint;
  removeEndpoint(id: string): void;
  /** A new secret; the one before is worth nothing from then on. */
  renewSecret(id: string): string;
}

export function createDeliverySettings(db: WritableDB, sealing: Sealing): DeliverySettingsStore {
  const read = db.prepare<[], { settings: string; sealed: Buffer | null }>(
    'SELECT settings, sealed FROM mail_server WHERE id = 1',
  );
  const one = db.prepare<[string], EndpointRow>('SELECT * FROM delivery_endpoint WHERE id = ?');
  const all = db.prepare<[], EndpointRow>('SELECT * FROM delivery_endpoint ORDER BY name, id');
  const about = (id: string) => `deliveries/endpoint ${id}`;

  function mail(): MailSettings | null {
    const row = read.get();
    return row ? mailSettings.parse(JSON.parse(row.settings)) : null;
  }

  function found(id: string): EndpointRow {
    const row = one.get(id);
    if (row) return row;
    throw new ProblemError(404, `There is no endpoint "${id}"; it may have been removed.`, { field: 'id' });
  }

  function refuseTaken(name: string, id: string | null): void {
    if (all.all().some((row) => row.id !== id && row.name.toLowerCase() === name.toLowerCase()))
      throw new ProblemError(409, `name: there is an endpoint "${name}" already; choose another name.`, {
        field: 'name',
      });
  }

  function keepSecret(id: string): string {
    const secret = newWebhookSecret();
    db.prepare('UPDATE delivery_endpoint SET sealed = ? WHERE id = ?').run(
      sealing.seal(secret, about(id)),
      id,
    );
    return secret;
  }

  return {
    mail,
    passwordSet: () => (read.get()?.sealed ?? null) !== null,
    password() {
      const sealed = read.get()?.sealed;
      return sealed ? sealing.open(sealed, ABOUT_MAIL, 'password of the mail server') : null;
    },
    setMail({ password, ...settings }) {
      const before = mail();
      const isOther = before !== null && (before.host !== settings.host || before.user !== settings.user);
      if (isOther && password === undefined && (read.get()?.sealed ?? null) !== null)
        throw new ProblemError(
          400,
          'password: another server or user has another password; give it, or null for none.',
          { field: 'password' },
        );
      db.prepare(
        'INSERT INTO mail_server (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings',
      ).run(JSON.stringify(settings));
      if (password !== undefined)
        db.prepare('UPDATE mail_server SET sealed = ? WHERE id = 1').run(
          password === null ? null : sealing.seal(password, ABOUT_MAIL),
        );
    },
    removeMail: () => void db.prepare('DELETE FROM mail_server').run(),
    endpoints: () => all.all().map(endpointOf),
    endpoint(id) {
      const row = one.get(id);
      return row ? endpointOf(row) : null;
    },
    secretOf: (id) => sealing.open(found(id).sealed, about(id), 'secret of the endpoint'),
    addEndpoint(request, at) {
      if (all.all().length >= ENDPOINTS_MOST)
        throw new ProblemError(409, `There are ${ENDPOINTS_MOST} endpoints already; remove one first.`);
      refuseTaken(request.name, null);
      refuseAddress(request);
      const id = randomUUID();
      const { name, url, inner } = request;
      db.prepare(
        'INSERT INTO delivery_endpoint (id, name, url, inner, sealed, made_at) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(id, name, url, Number(inner), Buffer.alloc(0), at);
      const secret = keepSecret(id);
      return { ...endpointOf(found(id)), secret };
    },
    changeEndpoint(id, request) {
      found(id);
      refuseTaken(request.name, id);
      refuseAddress(request);
      const { name, url, inner } = request;
      db.prepare('UPDATE delivery_endpoint SET name = ?, url = ?, inner = ? WHERE id = ?').run(
        name,
        url,
        Number(inner),
        id,
      );
      return endpointOf(found(id));
    },
    removeEndpoint(id) {
      found(id);
      db.prepare('DELETE FROM delivery_endpoint WHERE id = ?').run(id);
    },
    renewSecret(id) {
      found(id);
      return keepSecret(id);
    },
  };
}

function endpointOf({ id, name, url, inner, made_at }: EndpointRow): Endpoint {
  return { id, name, url, inner: inner === 1, madeAt: formatInstant(made_at) };
}

/** Over the public internet, what is sent is encrypted. */
function refuseAddress({ url, inner }: EndpointRequest): void {
  if (!URL.canParse(url))
    throw new ProblemError(400, 'url: is no address that can be reached: correct its host or port.', {
      field: 'url',
    });
  if (inner || url.startsWith('https:')) return;
  throw new ProblemError(
    400,
    'url: must begin with https://, unless its host is allowed to lie in the inner network.',
    { field: 'url' },
  );
}
