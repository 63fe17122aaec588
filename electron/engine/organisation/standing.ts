/** The organisation as the store has it: every unit and officer with its history. */
import { createHash } from 'node:crypto';
import { DAY_MS, dayStart, type Instant } from '../../contract/calendar.ts';
import type { UnitLevel } from '../../contract/events.ts';
import type { OrganisationKind } from '../../contract/organisation.ts';
import { stateAt, timeline } from '../measures/index.ts';
import type { ReadableDB } from '../store/index.ts';

/** What is said of a unit or an officer. */
export interface EntityState {
  name: string;
  /** The unit above; of an officer, where they are. */
  above: string | null;
  from: string | null;
  to: string | null;
  /** Of units. */
  level: UnitLevel | null;
  lat: number | null;
  lon: number | null;
}

interface VersionRow extends EntityState {
  key: string;
  v: number;
  at: Instant;
  /** The event that brought it. */
  event: number;
  published: number;
}

export interface Entity {
  kind: OrganisationKind;
  key: string;
  versions: readonly VersionRow[];
  /** It stands for published figures only, and is no part of the agency. */
  published: boolean;
}

export interface Organisation {
  unit: ReadonlyMap<string, Entity>;
  officer: ReadonlyMap<string, Entity>;
}

const SELECT: Record<OrganisationKind, string> = {
  unit: `SELECT u.key, v, at, event, u.name, parent AS above, "from", "to", level, lat, lon,
      source.nature = 'published' AS published
    FROM unit_version u JOIN unit ON unit.key = u.key JOIN source ON source.n = unit.source ORDER BY u.key, v`,
  officer: `SELECT o.key, v, at, event, name, unit.key AS above, "from", "to", NULL AS level, NULL AS lat, NULL AS lon,
      0 AS published
    FROM officer_version o JOIN unit ON unit.n = o.unit ORDER BY o.key, v`,
};

export function readOrganisation(db: ReadableDB): Organisation {
  const entitiesOf = (kind: OrganisationKind) => {
    const rows = db.prepare<[], VersionRow>(SELECT[kind]).all();
    const byKey = Map.groupBy(rows, ({ key }) => key);
    return new Map(
      [...byKey].map(([key, versions]) => {
        const published = versions.some((row) => row.published === 1);
        return [key, { kind, key, versions, published }];
      }),
    );
  };
  return { unit: entitiesOf('unit'), officer: entitiesOf('officer') };
}

/** The state at an instant; `undefined` when it is not there. */
export function entityAt(entity: Entity | undefined, at: Instant): EntityState | undefined {
  return entity && stateAt(timeline(entity.versions), at);
}

/** The states from an instant on, oldest first, each with when it begins to hold. */
export function statesFrom(entity: Entity | undefined, at: Instant): { from: Instant; state: EntityState }[] {
  return timeline(entity?.versions ?? []).filter(({ to }) => to > at);
}

/** Recognises the organisation as it is from an instant on: any change of it gives another text. */
export function stampOf(organisation: Organisation, at: Instant, besides: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(besides));
  for (const kind of ['unit', 'officer'] as const)
    for (const { key, versions } of organisation[kind].values())
      for (const { v, event, at: since } of versions)
        hash.update(JSON.stringify([kind, key, v, event, since <= at]));
  return hash.digest('base64url').slice(0, 22);
}

/** Highest version of each unit and officer that is known or waits for a unit. */
export function highestVersions(
  db: ReadableDB,
  organisation: Organisation,
): (kind: OrganisationKind, key: string) => number {
  const waiting = db
    .prepare<[], { kind: OrganisationKind; key: string; v: number }>(
      `SELECT line ->> '$.type' AS kind, line ->> ('$.' || (line ->> '$.type')) AS key, MAX(line ->> '$.v') AS v
       FROM held JOIN event ON event.n = held.event WHERE line ->> '$.type' IN ('unit', 'officer') GROUP BY 1, 2`,
    )
    .all();
  const held = new Map(waiting.map(({ kind, key, v }) => [`${kind}/${key}`, v]));
  return (kind, key) =>
    Math.max(
      0,
      held.get(`${kind}/${key}`) ?? 0,
      ...(organisation[kind].get(key)?.versions ?? []).map(({ v }) => v),
    );
}

export type Standing = 'not_begun' | 'open' | 'ended';

/** Whether something goes on at an instant, by its own first and last day. */
export function standingAt({ from, to }: Pick<EntityState, 'from' | 'to'>, at: Instant): Standing {
  if (to !== null && dayStart(to) + DAY_MS <= at) return 'ended';
  return from !== null && dayStart(from) > at ? 'not_begun' : 'open';
}
