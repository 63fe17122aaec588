/** Makes cases: which unit and enforcer has them, of which kind they are. */
import type { CaseState } from '../contract/events.ts';
import { isFinished } from './plan.ts';
import { apportion, weightedDraw, type Random } from './random.ts';
import { moneyGroup, type Destiny } from './record.ts';
import { NOBODY, type Case, type Category, type Initiation, type Sector } from './sector.ts';

const CATEGORY_WEIGHTS: readonly [Category, number][] = [
  ['civil', 40],
  ['family', 20],
  ['criminal', 19],
  ['commercial', 13],
  ['labour', 3],
  ['administrative', 1],
  ['bankruptcy', 0.4],
  ['arbitration', 0.6],
  ['other', 3],
];
/** Rooms of the head office take what regional offices may not: arbitration, commerce, bankruptcy. */
const ROOM_WEIGHTS: readonly [Category, number][] = [
  ['civil', 22],
  ['family', 2],
  ['criminal', 22],
  ['commercial', 38],
  ['labour', 3],
  ['administrative', 2],
  ['bankruptcy', 4],
  ['arbitration', 6],
  ['other', 1],
];
const drawRegional = weightedDraw(CATEGORY_WEIGHTS.map(([, w]) => w));
const drawRoom = weightedDraw(ROOM_WEIGHTS.map(([, w]) => w));

/** How large the amounts of a category are, an ordinary civil case being 1. */
export const AMOUNTS: Readonly<Record<Category, number>> = {
  civil: 1,
  family: 0.15,
  criminal: 0.5,
  commercial: 5,
  labour: 0.25,
  administrative: 0.1,
  bankruptcy: 4,
  arbitration: 6,
  other: 0.4,
};

/** Of every ten cases, how many of a category the agency starts of its own motion. */
const EX_OFFICIO: Readonly<Record<Category, number>> = {
  civil: 0.55,
  family: 0.7,
  criminal: 0.93,
  commercial: 0.5,
  labour: 0.45,
  administrative: 0.9,
  bankruptcy: 0.95,
  arbitration: 0.1,
  other: 0.6,
};

/** How much likelier (or less likely) a destiny is in a unit of a given strength. */
function odds(destiny: Destiny, strength: number): number {
  switch (moneyGroup(destiny)) {
    case 'open':
      return Math.exp(-0.54 * strength);
    case 'completed':
    case 'discontinued':
      return Math.exp(0.06 * strength);
    case 'not_eligible':
      return Math.exp(-0.05 * strength);
    default:
      return 1;
  }
}

/** How many cases of one destiny each unit has; the parts sum to `n`. */
export function shareByUnit(sector: Sector, destiny: Destiny, n: number): number[] {
  return apportion(
    n,
    sector.organisation.units.map((unit) => unit.load * odds(destiny, unit.strength)),
  );
}

/** An enforcer of the unit; the skilled ones have more of what gets finished. */
export function drawOfficer(sector: Sector, unit: number, destiny: Destiny, random: Random): number {
  const own = sector.organisation.units[unit]?.officers ?? [];
  const first = own[random.below(own.length)] ?? NOBODY;
  const second = own[random.below(own.length)] ?? NOBODY;
  const skill = (officer: number) => sector.organisation.officers[officer]?.skill ?? 0;
  const [better, worse] = skill(first) >= skill(second) ? [first, second] : [second, first];
  if (isFinished(destiny)) return random.chance(0.53) ? better : worse;
  if (moneyGroup(destiny) === 'open') return random.chance(0.66) ? worse : better;
  return first;
}

export interface CaseStart {
  readonly unit: number;
  readonly destiny: Destiny;
  readonly state: CaseState;
  readonly acceptedDay: number;
}

/** A case with nothing owed yet. */
export function makeCase(sector: Sector, start: CaseStart, random: Random): Case {
  const { unit, destiny, state, acceptedDay } = start;
  const room = sector.organisation.units[unit]?.room ?? false;
  const weights = room ? ROOM_WEIGHTS : CATEGORY_WEIGHTS;
  const category = weights[(room ? drawRoom : drawRegional)(random)]?.[0] ?? 'other';
  const initiation: Initiation = random.chance(EX_OFFICIO[category]) ? 'ex_officio' : 'on_request';
  return sector.accept({
    acceptedDay,
    unit,
    officer: drawOfficer(sector, unit, destiny, random),
    initiation,
    category,
    due: 0,
    done: 0,
    state,
  });
}
