/** When and in which parts what is paid on a case during a year comes in. */
import { DAY_MS } from '../contract/calendar.ts';
import { on, type Act, type YearDesk } from './acts.ts';
import { isFinished, type CasePlan } from './plan.ts';
import type { Random } from './random.ts';

const LARGE = 100_000_000_000;

/** Payments; the last one on a completed case completes it. */
export function payments(desk: YearDesk, plan: CasePlan): Act[] {
  const { cal, random } = desk;
  const { destiny, paid } = plan;
  const closing = destiny === 'completed' ? on(desk, plan.closesOn) : null;
  if (paid === 0) return closing === null ? [] : [{ at: closing, state: 'completed' }];

  const entryDay = Math.max(0, cal.dayIndex(plan.entry));
  let end = cal.days - 1;
  if (isFinished(destiny)) end = plan.closesOn;
  else if (destiny === 'entrusted_out' || destiny === 'withdrawn') end = plan.eligibleUntil;
  else if (destiny === 'set_aside') end = Math.min(end, Math.max(entryDay + 1, 60));
  const parts = instalments(paid, random);
  const acts = parts.map((amount, k): Act => {
    if (closing !== null && k === parts.length - 1) return { at: closing, state: 'completed', amount };
    const room = Math.max(0, end - entryDay - 1);
    const share = parts.length > 6 ? (k + random.next()) / parts.length : random.next() ** 0.7;
    return { at: on(desk, entryDay + Math.floor(room * share)), amount };
  });
  const bound = closing ?? (end < cal.days - 1 ? cal.start + end * DAY_MS : Number.POSITIVE_INFINITY);
  for (const act of acts) if (act.state === undefined) act.at = Math.min(act.at, bound - 60_000);
  return acts;
}

/** Most pay at once, some in parts, the giants month by month. */
function instalments(paid: number, random: Random): number[] {
  let n = 1;
  if (paid >= 10 * LARGE) n = 18 + random.below(10);
  else if (paid >= LARGE) n = 4 + random.below(5);
  else if (paid >= 4_000_000 && random.chance(0.22)) n = 2 + random.below(2);
  const weights = Array.from({ length: n }, () => 0.4 + random.next());
  const sum = weights.reduce((s, w) => s + w, 0);
  const parts = weights.map((w) => Math.floor((paid * w) / sum / 1000) * 1000);
  parts[n - 1] = (parts[n - 1] ?? 0) + paid - parts.reduce((s, x) => s + x, 0);
  return parts;
}
