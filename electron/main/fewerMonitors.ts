/** What a person wanted on fewer monitors than roles, found again when just these monitors are there. */
import { ROLES } from '../contract/live.ts';
import { assign } from './assignment.ts';
import { CONFIDENT, fingerprintOf, likeness } from './fingerprint.ts';
import type { Binding, Display, Fingerprint } from './fingerprint.ts';
import type { Memory } from './memory.ts';
import type { Plan } from './wallPlan.ts';

const STANDING_STILL = { x: 0, y: 0 };

/**
 * The newest plan whose monitors are exactly those there are.
 *
 * @param ordered displays in reading order
 */
export function planForFewer(ordered: readonly Display[], { fewer, extras }: Memory): Plan | null {
  if (ordered.length >= ROLES.length) return null;
  const now = ordered.map((display, place) => fingerprintOf(display, place));
  for (const plan of fewer) {
    const monitors = monitorsOf(plan);
    if (monitors.length !== now.length || plan.length !== ROLES.length) continue;
    const table = monitors.map((then) => now.map((one) => likeness(one, then, STANDING_STILL, false)));
    const seats = assign(table);
    if (!seats.every((place, i) => place >= 0 && (table[i]?.[place] ?? 0) >= CONFIDENT)) continue;
    const placements = ordered.map((display, place) => {
      const monitor = monitors[seats.indexOf(place)];
      const roles = ROLES.filter((role) =>
        plan.some((b) => b.role === role && sameMonitor(b.monitor, monitor)),
      );
      return { display, roles, extra: null };
    });
    return {
      placements,
      standings: new Map(ROLES.map((role) => [role, 'sure'])),
      wanted: true,
      away: extras,
    };
  }
  return null;
}

/** The monitors of a plan, each once. */
export function monitorsOf(plan: readonly Binding[]): Fingerprint[] {
  return plan
    .map(({ monitor }) => monitor)
    .filter((monitor, i, all) => all.findIndex((other) => sameMonitor(other, monitor)) === i);
}

function sameMonitor(a: Fingerprint, b: Fingerprint | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
