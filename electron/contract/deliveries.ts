/** What leaves the engine: mail over SMTP and signed webhooks; how they are set, and what became of each. */
import { z } from 'zod';
import { instantText } from './answers.ts';

export const DELIVERY_KINDS = ['alert', 'task', 'report'] as const;
export const deliveryKind = z.enum(DELIVERY_KINDS);
export type DeliveryKind = z.infer<typeof deliveryKind>;

/**
 * `waiting`: for its turn, or to be tried again; `sending`: on its way now; `sent`: the receiver took it;
 * `uncertain`: a mail that was handed over whole while the answer got lost, never repeated by itself;
 * `given_up`: not delivered, and not tried any more.
 */
export const DELIVERY_STATES = ['waiting', 'sending', 'sent', 'uncertain', 'given_up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why an attempt did not succeed. */
export const DELIVERY_FAULTS = [
  /** No mail server is set. */
  'not_set',
  'unreachable',
  'too_slow',
  'certificate',
  /** The server does not know the user, or not the password. */
  'sign_in',
  /** The server or receiver says no, for now or for good. */
  'refused',
  /** The answer after the whole message was lost. */
  'answer_lost',
  'redirected',
  /** The address leads into the inner network, which is not allowed for that endpoint. */
  'inner_address',
  'endpoint_gone',
  /** It waited for so long that it says nothing new any more. */
  'too_old',
  /** A secret was sealed with another key: set it again. */
  'secret',
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

const fault = z.object({ code: z.enum(DELIVERY_FAULTS), detail: z.string() });

export const delivery = z.object({
  number: z.int(),
  key: z.string(),
  kind: deliveryKind,
  way: z.enum(['mail', 'webhook']),
  /** Mail address, or name of the endpoint. */
  to: z.string(),
  subject: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  madeAt: instantText,
  /** When it is tried (again); `null` unless it waits. */
  nextAt: instantText.nullable(),
  endedAt: instantText.nullable(),
  fault: fault.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

export const deliveriesQuery = z.object({
  state: z.enum(DELIVERY_STATES).optional(),
  /** Older than this one. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const deliveriesAnswer = z.object({
  deliveries: z.array(delivery),
  counts: z.record(z.enum(DELIVERY_STATES), z.int()),
});
export type DeliveriesAnswer = z.infer<typeof deliveriesAnswer>;

/** An address as mail programs take it; letters of names in ASCII. */
export const mailAddress = z
  .email({ error: 'must be a mail address, such as van-phong@thads.local' })
  .max(254);

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]*)$/i, {
    error: 'must be the name or address of the mail server, such as mail.thads.local',
  });
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

export const MAIL_TLS = ['implicit', 'starttls', 'none'] as const;
export const mailSettings = z.strictObject({
  host,
  port: z.int().min(1).max(65_535),
  /** `implicit`: TLS from the first byte (465); `starttls`: required after the greeting (587); `none`: in the clear. */
  tls: z.enum(MAIL_TLS),
  user: z.string().min(1).max(254).nullable(),
  sender: mailAddress,
  senderName: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u, { error: 'must be one line' }),
  /** PEM of whoever signed the server's certificate, where that is the agency's own authority. */
  authority: z.string().min(1).max(24_000).nullable().default(null),
});
export type MailSettings = z.infer<typeof mailSettings>;
export const mailRequest = mailSettings
  .extend({
    /** Left out, the one that is kept stays; `null` takes it away. */
    password: z.string().min(1).max(500).nullable().optional(),
  })
  .refine(({ user, tls, host: at }) => user === null || tls !== 'none' || LOOPBACK.test(at), {
    path: ['tls'],
    error: 'must be "implicit" or "starttls" where a user signs in: a password never travels in the clear',
  });
export type MailRequest = z.infer<typeof mailRequest>;
export const mailTest = z.strictObject({ to: mailAddress });

/** `http` or `https`, a host without a user before it, and no fragment. */
const WEB_ADDRESS = /^https?:\/\/(?:\[[0-9a-f:.]+\]|[^\s/?#@:[\]\\]+)(?::\d{1,5})?(?:[/?][^\s#\\]*)?$/i;
const endpointUrl = z.string().trim().max(2000).regex(WEB_ADDRESS, {
  error: 'must be an http or https address without a user, such as https://nhan.thads.local/ioc',
});

export const endpointRequest = z.strictObject({
  name: z.string().trim().min(1).max(80),
  url: endpointUrl,
  /** Whether its host may lie in the inner network (loopback, private, link-local); only then may it be plain http. */
  inner: z.boolean().default(false),
});
export type EndpointRequest = z.infer<typeof endpointRequest>;
export const endpoint = endpointRequest.extend({ id: z.string(), inner: z.boolean(), madeAt: instantText });
export type Endpoint = z.infer<typeof endpoint>;
/** The secret is in this answer only; the engine keeps it sealed. */
export const endpointMade = endpoint.extend({ secret: z.string() });

export const deliverySettings = z.object({
  mail: mailSettings.nullable(),
  passwordSet: z.boolean(),
  endpoints: z.array(endpoint),
});
export type DeliverySettings = z.infer<typeof deliverySettings>;

/** What a trial message met; nothing of it is kept. */
export const deliveryTrial = z.object({ fault: fault.nullable() });
export type DeliveryTrial = z.infer<typeof deliveryTrial>;

/** What can be chosen to send by, for forms. */
export const deliveryWays = z.object({
  mail: z.boolean(),
  endpoints: z.array(endpoint.pick({ id: true, name: true })),
});
export type DeliveryWays = z.infer<typeof deliveryWays>;
