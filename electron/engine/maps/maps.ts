/** Maps from files with boundaries: brought, looked at, published, taken back. The wall draws what is in force. */
import { createHash } from 'node:crypto';
import type { Instant } from '../../contract/calendar.ts';
import type { UnitNode } from '../../contract/answers.ts';
import type { MapPack } from '../../contract/map.ts';
import type { MapListed, MapOptions, MapPreview } from '../../contract/maps.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { assignmentsIn } from './assignmentTable.ts';
import { workedBeside } from './beside.ts';
import type { MapUnit } from './boundaries/work.ts';
import { mapProblem } from './mapProblem.ts';
import { createMapStore, type KeptMap, type Made, type MapTable } from './mapStore.ts';
import type { ShippedMaps } from './shippedMaps.ts';

/** Bends of fewer metres go, unless it is chosen otherwise: less than a line's width on a wall. */
const DETAIL_M = 100;

/** What was in force before and is now, for the audit trail. */
export interface Replaced {
  readonly head: MapListed;
  readonly before: object;
  readonly after: object;
}
type Also = (replaced: Replaced) => void;

export interface Maps {
  list(): { maps: MapListed[]; shipped: { root: string; title: string }[] };
  /** Reads a file and keeps it as a draft. @throws ProblemError when it cannot be read as a whole */
  bring(draft: { file: string; root: string; bytes: Uint8Array; by: string }): Promise<MapPreview>;
  preview(number: number): MapPreview;
  drawing(number: number): MapPack;
  choose(number: number, options: MapOptions): Promise<MapPreview>;
  giveTable(number: number, file: string, bytes: Uint8Array): Promise<MapPreview>;
  drop(number: number): void;
  /** @param also told what is written, in the transaction that writes it */
  publish(number: number, seen: string, by: string, also: Also): MapListed;
  withdraw(number: number, by: string, also: Also): MapListed;
  /** The map of a unit that somebody published; `null`: the shipped one. Same object while that stays. */
  inForce(root: string): MapPack | null;
  /** The map of a unit that is drawn now; its number is `null` when it came with the program. */
  drawn(root: string): { number: number | null; pack: MapPack } | null;
  /** Units that have a map, those of the program included. */
  roots(): { root: string; title: string }[];
}

export function createMaps(parts: {
  db: WritableDB;
  shipped: ShippedMaps;
  units: () => readonly UnitNode[];
  now: () => Instant;
  changed: () => void;
}): Maps {
  const { db, shipped, now } = parts;
  const store = createMapStore(db);
  /** One file after the other: each takes memory and a processor of its own. */
  let turn: Promise<unknown> = Promise.resolve();
  const held = new Map<string, { number: number | null; pack: MapPack | null }>();

  function found(number: number): KeptMap {
    const kept = store.find(number);
    if (kept) return kept;
    throw new ProblemError(404, `There is no map ${number}: bring the file again.`, { field: 'number' });
  }

  function draft(number: number): KeptMap {
    const kept = found(number);
    if (kept.head.state === 'draft') return kept;
    throw new ProblemError(409, `Map ${number} was published and stays as it is: bring the file anew.`, {
      field: 'number',
    });
  }

  function make(
    work: { number: number; file: string; bytes: Uint8Array },
    options: MapOptions,
    table: MapTable | null,
  ): Promise<Made> {
    const next = turn.then(async () => {
      const units = unitsBelow(parts.units(), options.root);
      const { report, pack } = await workedBeside({
        ...work,
        options,
        table: tableOf(options, table),
        wholeTable: options.assignment === 'table',
        units,
        base: shipped.packs().find(({ root }) => root === options.root) ?? null,
        places: shipped.places(),
      });
      const seen = createHash('sha256')
        .update(JSON.stringify([report, pack]))
        .digest('base64url');
      return { options, table, report, pack, seen };
    });
    turn = next.catch(() => undefined);
    return next;
  }

  function tableOf({ assignment }: MapOptions, table: MapTable | null) {
    if (assignment === 'own') return null;
    return assignment === 'shipped' ? shipped.table() : (table?.rows ?? []);
  }

  async function remake(number: number, options: MapOptions, table: MapTable | null): Promise<MapPreview> {
    const { head } = draft(number);
    const bytes = store.source(number);
    if (bytes === null)
      throw new ProblemError(409, 'The file of this map is gone: bring it again.', { field: 'number' });
    const made = await make({ number, file: head.file, bytes }, options, table);
    draft(number);
    store.remake(number, made);
    return preview(number);
  }

  function preview(number: number): MapPreview {
    const { head, options, table, report, seen } = found(number);
    return { ...head, options, table: table && { file: table.file, rows: table.rows.length }, report, seen };
  }

  /** Does what changes the map in force, and tells the trail what was drawn before and is now. */
  function replace(number: number, act: () => void, also: Also): MapListed {
    const { root } = found(number).head;
    const standing = () => {
      return { root, map: store.inForce(root) };
    };
    db.transaction(() => {
      const before = standing();
      act();
      also({ head: found(number).head, before, after: standing() });
    })();
    parts.changed();
    return found(number).head;
  }

  function inForce(root: string): MapPack | null {
    const number = store.inForce(root);
    const known = held.get(root);
    if (known && known.number === number) return known.pack;
    const pack = number === null ? null : store.pack(number);
    held.set(root, { number, pack });
    return pack;
  }

  return {
    list: () => ({
      maps: store.list(),
      shipped: shipped.packs().map(({ root, name }) => ({ root, title: name.vi })),
    }),
    async bring({ file, root, bytes, by }) {
      const unit = parts.units().find((one) => one.unit === root);
      if (!unit)
        throw new ProblemError(400, `root: there is no unit "${root}" now; ask /units for those there are.`, {
          field: 'root',
        });
      const options: MapOptions = {
        root,
        title: unit.name.slice(0, 80),
        assignment: 'shipped',
        detailM: DETAIL_M,
        codeProperty: null,
        nameProperty: null,
        areaProperty: null,
      };
      const made = await make({ number: store.nextNumber(), file, bytes }, options, null);
      return preview(store.add({ file, root, source: bytes, by, at: now() }, made));
    },
    preview,
    drawing(number) {
      found(number);
      const pack = store.pack(number);
      if (pack) return pack;
      throw mapProblem(409, 'faults_left', `Map ${number} cannot be drawn before its faults are corrected.`);
    },
    async choose(number, options) {
      const { table } = draft(number);
      if (options.assignment === 'table' && table === null)
        throw mapProblem(409, 'table_missing', 'There is no table of codes and units yet: bring it first.');
      return remake(number, options, table);
    },
    async giveTable(number, file, bytes) {
      const { options } = draft(number);
      return remake(number, { ...options, assignment: 'table' }, { file, rows: assignmentsIn(bytes) });
    },
    drop(number) {
      draft(number);
      store.drop(number);
    },
    publish(number, seen, by, also) {
      const kept = found(number);
      if (kept.seen !== seen)
        throw mapProblem(409, 'stale', 'The map changed after it was looked at: look at the preview again.');
      if (kept.report.faultCount.refusing > 0 || !kept.drawn)
        throw mapProblem(
          409,
          'faults_left',
          `${kept.report.faultCount.refusing} faults keep map ${number} from being published: correct the file and bring it again.`,
        );
      return replace(number, () => store.publish(number, by, now()), also);
    },
    withdraw(number, by, also) {
      const { head } = found(number);
      if (head.state !== 'in_force' && head.state !== 'replaced')
        throw new ProblemError(409, `Map ${number} is not published: there is nothing to take back.`, {
          field: 'number',
        });
      return replace(number, () => store.withdraw(number, by, now()), also);
    },
    inForce,
    roots() {
      const published = store.list().filter(({ state }) => state === 'in_force');
      const own = shipped.packs().filter(({ root }) => !published.some((map) => map.root === root));
      return [
        ...published.map(({ root, title }) => ({ root, title })),
        ...own.map(({ root, name }) => ({ root, title: name.vi })),
      ];
    },
    drawn(root) {
      const pack = inForce(root) ?? shipped.packs().find((one) => one.root === root);
      return pack ? { number: store.inForce(root), pack } : null;
    },
  };
}

/** Offices that a map of the unit is to draw: of a province its regions, of the nation its provinces. */
function unitsBelow(all: readonly UnitNode[], root: string): MapUnit[] {
  const level = all.find(({ unit }) => unit === root)?.level === 'national' ? 'province' : 'region';
  const above = new Map(all.map(({ unit, parent }) => [unit, parent]));
  const isBelow = (unit: string): boolean => {
    for (let at = above.get(unit); at !== undefined && at !== null; at = above.get(at))
      if (at === root) return true;
    return false;
  };
  return all
    .filter((one) => one.level === level && isBelow(one.unit))
    .map(({ unit, name, lat, lon }) => ({ unit, name, lat, lon }));
}
