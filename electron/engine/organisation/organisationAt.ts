/** The organisation on a day, in the order of its tree. */
import { DAY_MS, dayOf, dayStart, type Instant } from '../../contract/calendar.ts';
import type { OrganisationAnswer, OrganisationKind } from '../../contract/organisation.ts';
import { entityAt, type EntityState, type Organisation, standingAt } from './standing.ts';

export interface Listed {
  key: string;
  state: EntityState;
}

/** The last instant of a day, or now while it runs. */
export function instantOf(day: string | undefined, now: Instant): Instant {
  return day === undefined ? now : Math.min(now, dayStart(day) + DAY_MS - 1);
}

/** Every unit or officer that is there, ended ones too: units parents before children, officers unit by unit. */
export function listedAt(organisation: Organisation, kind: OrganisationKind, at: Instant): Listed[] {
  const there = [...organisation[kind].values()].flatMap((entity) => {
    const state = entity.published ? undefined : entityAt(entity, at);
    return state ? [{ key: entity.key, state }] : [];
  });
  if (kind === 'unit') return fromTheTop(there);
  const place = new Map(listedAt(organisation, 'unit', at).map(({ key }, i) => [key, i]));
  const placeOf = ({ state }: Listed) => place.get(state.above ?? '') ?? place.size;
  return there.sort((a, b) => placeOf(a) - placeOf(b) || naturally(a, b));
}

/** HCM-KV2 before HCM-KV10. */
const order = new Intl.Collator('vi', { numeric: true });

function naturally(a: Listed, b: Listed): number {
  return order.compare(a.key, b.key);
}

/** A unit whose parent is not there stands at the top. */
function fromTheTop(units: readonly Listed[]): Listed[] {
  const there = new Set(units.map(({ key }) => key));
  const below = Map.groupBy([...units].sort(naturally), ({ state: { above } }) =>
    above !== null && there.has(above) ? above : null,
  );
  const ordered: Listed[] = [];
  const open = [...(below.get(null) ?? [])].reverse();
  for (let unit = open.pop(); unit; unit = open.pop()) {
    ordered.push(unit);
    open.push(...(below.get(unit.key) ?? []).toReversed());
  }
  return ordered;
}

export function organisationAt(
  organisation: Organisation,
  day: string | undefined,
  now: Instant,
): OrganisationAnswer {
  const at = instantOf(day, now);
  const officers = new Map<string, number>();
  for (const { state } of listedAt(organisation, 'officer', at))
    if (state.above !== null && standingAt(state, at) === 'open')
      officers.set(state.above, (officers.get(state.above) ?? 0) + 1);
  return {
    day: dayOf(at),
    units: listedAt(organisation, 'unit', at).map(({ key, state }) => ({
      unit: key,
      name: state.name,
      level: state.level ?? 'room',
      parent: state.above,
      from: state.from,
      to: state.to,
      standing: standingAt(state, at),
      officers: officers.get(key) ?? 0,
    })),
  };
}
