/** What a bare list of events says of entities, found the naive way. */
import type { Instant } from '../../electron/contract/calendar.ts';
import type { Event } from '../../electron/contract/events.ts';

/** An event and the source that sent it. */
export interface Sent {
  source: string;
  event: Event;
}

function keyOf(event: Event): string {
  switch (event.type) {
    case 'target':
      return JSON.stringify([event.indicator, event.unit, event.year]);
    case 'aggregate':
      return JSON.stringify([event.unit, event.year, event.month]);
    case 'unit':
      return event.unit;
    case 'officer':
      return event.officer;
    case 'case':
      return event.case;
    case 'receipt':
      return event.receipt;
    case 'decision':
      return event.decision;
  }
}

/** Of events that give the same version of an entity, the one with the greater (id, source) in byte order. */
export function winners(all: readonly Sent[]): Event[] {
  const found = new Map<string, Sent>();
  for (const sent of all) {
    const id = JSON.stringify([sent.event.type, keyOf(sent.event), sent.event.v]);
    const other = found.get(id);
    const rank = (s: Sent) =>
      Buffer.concat([Buffer.from(s.event.id), Buffer.from([0]), Buffer.from(s.source)]);
    if (!other || Buffer.compare(rank(sent), rank(other)) > 0) found.set(id, sent);
  }
  return [...found.values()].map((s) => s.event);
}

/** The state of every entity of a type at t: its highest version with `at` ≤ t. */
export function statesAt<E extends Event>(
  events: readonly Event[],
  type: E['type'],
  t: Instant,
): Map<string, E> {
  const states = new Map<string, E>();
  for (const event of events) {
    if (event.type !== type || event.at > t) continue;
    const known = states.get(keyOf(event));
    if (!known || event.v > known.v) states.set(keyOf(event), event as E);
  }
  return states;
}

/** When a paper was issued: `at` of its lowest version. */
export function dateOf(events: readonly Event[], type: string, key: string): Instant {
  const versions = events.filter((e) => e.type === type && keyOf(e) === key).sort((a, b) => a.v - b.v);
  return versions[0]?.at ?? Number.POSITIVE_INFINITY;
}
