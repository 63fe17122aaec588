/** Ways in which a source misbehaves, to be switched on by hand: real sources do all of it. */
import { z } from 'zod';
import type { Random } from './random.ts';

const share = z.number().min(0).max(1);

/** `refuse` breaks the connection, `unavailable` answers 503. */
export const AWAY = ['no', 'refuse', 'unavailable'] as const;

export const faults = z.strictObject({
  /** Milliseconds before each answer. */
  slow: z.number().min(0).max(600_000),
  /** Share of answers broken off half-way. */
  drop: share,
  /** Share of lines sent twice. */
  duplicate: share,
  /** Share of lines that change places with another of the same answer. */
  reorder: share,
  /** Bad lines mixed in, as a share of the good ones. */
  garbage: share,
  /** Gone until told otherwise. */
  away: z.enum(AWAY),
});
export type Faults = z.infer<typeof faults>;

/** What `POST /faults` takes: the switches to change. */
export const faultsChange = faults.partial();

export const NO_FAULTS: Faults = { slow: 0, drop: 0, duplicate: 0, reorder: 0, garbage: 0, away: 'no' };

/** The lines as the faults leave them. Nothing is lost: bad lines come in addition. */
export function spoil(lines: readonly string[], active: Faults, random: Random): string[] {
  if (active.duplicate === 0 && active.reorder === 0 && active.garbage === 0) return [...lines];
  const spoilt: string[] = [];
  for (const line of lines) {
    spoilt.push(line);
    if (random.chance(active.duplicate)) spoilt.push(line);
    if (random.chance(active.garbage)) spoilt.push(badLine(line, random));
  }
  for (let i = 0; i < spoilt.length; i++) {
    if (!random.chance(active.reorder)) continue;
    const j = random.below(spoilt.length);
    const here = spoilt[i] ?? '';
    spoilt[i] = spoilt[j] ?? '';
    spoilt[j] = here;
  }
  return spoilt;
}

/** A line that must not be accepted, made from a good one; it never carries the good one's id. */
function badLine(line: string, random: Random): string {
  const other = line.replace('"id":"', '"id":"BAD-').replace(/"seq":\d+,/, '');
  const ways = [
    () => line.slice(0, 1 + random.below(line.length - 1)),
    () => '<html><body>502 Bad Gateway</body></html>',
    () => other.replace(/"type":"\w+"/, '"type":"unknown"'),
    () => other.replace(/"at":"[^"]+"/, '"at":"hôm qua"'),
    () => other.replace(/"v":\d+/, '"v":0'),
    () => other.replace(/"unit":"[^"]*"/, '"unit":""'),
  ];
  return (ways[random.below(ways.length)] ?? (() => ''))();
}
