/** Tells by mail and webhook what fired: all that is new goes to each receiver in one message. */
import type { Alert, AlertRule } from '../../contract/alerts.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { OutgoingMessage } from '../deliveries/index.ts';
import { alertSentence, headline } from './sentences.ts';

/** Alerts that a message names; the others it counts. */
const NAMED_MOST = 50;

export interface Telling {
  alert: Alert;
  rule: AlertRule;
}

/**
 * The messages that tell of alerts: one for each receiver, whatever rules the alerts are of.
 * @param occasion says what they are about, and when: part of the key that makes each go out once
 */
export function messagesOf(
  tellings: readonly Telling[],
  at: Instant,
  occasion: 'fired' | 'escalated',
): OutgoingMessage[] {
  const mail = new Map<string, Alert[]>();
  const hooks = new Map<string, Alert[]>();
  const add = (to: Map<string, Alert[]>, receiver: string, alert: Alert) =>
    to.set(receiver, [...(to.get(receiver) ?? []), alert]);
  for (const { alert, rule } of tellings) {
    const to = occasion === 'escalated' ? (rule.escalate?.mail ?? []) : rule.channels.mail;
    for (const one of to) add(mail, one.toLowerCase(), alert);
    for (const one of rule.channels.endpoints) add(hooks, one, alert);
  }
  return [
    ...[...mail].map(([address, alerts]) => messageOf(alerts, { mail: [address] }, at, occasion)),
    ...[...hooks].map(([endpoint, alerts]) => messageOf(alerts, { endpoint }, at, occasion)),
  ];
}

function messageOf(
  alerts: readonly Alert[],
  to: OutgoingMessage['to'],
  at: Instant,
  occasion: 'fired' | 'escalated',
): OutgoingMessage {
  const named = alerts.slice(0, NAMED_MOST);
  const more = alerts.length - named.length;
  const numbers = alerts.map(({ number, times }) => `${number}.${times}`);
  return {
    key: `alerts/${occasion}/${at}/${numbers[0]}-${alerts.length}`,
    kind: 'alert',
    to,
    subject: headline(alerts, occasion),
    text: [...named.map(alertSentence), ...(more > 0 ? [`… và ${more} cảnh báo khác.`] : [])].join('\n\n'),
    data: { occasion, at: formatInstant(at), total: alerts.length, alerts: named },
  };
}
