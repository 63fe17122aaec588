/** Dashboards of people: made, saved in versions, shared, deleted and had back. */
import { randomBytes } from 'node:crypto';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import {
  type Dashboard,
  type DashboardDocument,
  DASHBOARDS_MAX,
  type DashboardsAnswer,
  type DashboardSave,
  type DashboardSummary,
  type NewDashboard,
  placedAt,
  type Share,
  type Template,
  UNDO_MS,
} from '../../contract/dashboards.ts';
import type { UnitNode } from '../../contract/answers.ts';
import { type Reach, recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import {
  addDashboard,
  countOf,
  findDashboard,
  type KeptDashboard,
  type KeptVersion,
  keepShares,
  listDashboards,
  markDeleted,
  purge,
  saveDashboard,
  versionsOf,
} from './dashboardStore.ts';
import { type May, mayOf, type Somebody } from './rights.ts';

/** A person who asks or acts. */
export interface Person extends Somebody {
  readonly username: string;
  readonly address: string | null;
  readonly reach: Reach;
}

export interface Dashboards {
  /** What the person owns and what is shared with them; of other dashboards nothing is told. */
  list(who: Person): DashboardsAnswer;
  /** Throws `ProblemError` 404 for one that is not there or not theirs to read. */
  open(who: Person, id: string): Dashboard;
  make(who: Person, asked: NewDashboard): Dashboard;
  /** Throws `ProblemError` 409, saying who saved when, where the save was made of an older version. */
  save(who: Person, id: string, save: DashboardSave): Dashboard;
  versions(who: Person, id: string): KeptVersion[];
  restore(who: Person, id: string, asked: { basedOn: number; version: number }): Dashboard;
  share(who: Person, id: string, shares: readonly Share[]): Dashboard;
  remove(who: Person, id: string): void;
  undelete(who: Person, id: string): Dashboard;
  templates(): readonly Template[];
}

export interface DashboardsParts {
  db: WritableDB;
  now: () => Instant;
  units: () => readonly UnitNode[];
  templates: readonly Template[];
}

export function createDashboards({ db, now, units, templates }: DashboardsParts): Dashboards {
  purge(db, now() - UNDO_MS);

  function found(who: Person, id: string, deleted = false): { kept: KeptDashboard; may: May } {
    const kept = findDashboard(db, id);
    const may = kept && mayOf(kept, who, units);
    if (!kept || !may || (kept.deletedAt !== null) !== deleted || (deleted && may !== 'own')) throw unknown();
    return { kept, may };
  }

  function owned(who: Person, id: string): KeptDashboard {
    const { kept, may } = found(who, id);
    if (may === 'own') return kept;
    throw new ProblemError(
      403,
      'Only its owner may do this with a dashboard; copy it to have one of your own.',
    );
  }

  /** The dashboard, if its newest version is the one that the person worked on. */
  function forSaving(who: Person, id: string, basedOn: number): KeptDashboard {
    const { kept, may } = found(who, id);
    if (may === 'read')
      throw new ProblemError(403, 'This dashboard is shared for reading; copy it to change the copy.');
    if (kept.version !== basedOn) throw stale(kept);
    return kept;
  }

  function record(
    who: Person,
    what: Parameters<typeof recordAudit>[1]['what'],
    subject: string,
    change: { before?: object; after?: object },
  ): void {
    recordAudit(db, { at: now(), who: who.username, address: who.address, what, subject, ...change });
  }

  function refuseFull(who: Person): void {
    if (countOf(db, who.id) < DASHBOARDS_MAX) return;
    throw new ProblemError(409, `A person has at most ${DASHBOARDS_MAX} dashboards; delete one first.`, {
      field: 'dashboards',
    });
  }

  function documentFor(who: Person, asked: NewDashboard): DashboardDocument {
    const { title } = asked;
    if (asked.from === 'nothing') return { schema: 1, title, widgets: [] };
    if (asked.from === 'dashboard') return { ...found(who, asked.dashboard).kept.document, title };
    const one = templates.find(({ id }) => id === asked.template);
    if (!one)
      throw new ProblemError(
        400,
        `template: there is no template "${asked.template}"; choose one of ${templates.map(({ id }) => id).join(', ')}.`,
        { field: 'template' },
      );
    return { schema: 1, title, widgets: placedAt(one.widgets, ownUnit(who)) };
  }

  /** Where the person stands; for whoever sees the whole organisation, its top. */
  function ownUnit({ place }: Person): string {
    const top = () => units().find(({ parent, nature }) => parent === null && nature !== 'published');
    const unit = place ?? top()?.unit;
    if (unit !== undefined) return unit;
    throw new ProblemError(409, 'There is no unit yet; connect a source first, then copy the template.', {
      field: 'template',
    });
  }

  function describe(kept: KeptDashboard, may: May): DashboardSummary {
    return {
      id: kept.id,
      title: kept.document.title,
      owner: kept.ownerName,
      may,
      version: kept.version,
      savedAt: formatInstant(kept.savedAt),
      savedBy: kept.savedBy,
      widgets: kept.document.widgets.length,
      shares: may === 'own' ? [...kept.shares] : [],
      shared: kept.shares.length > 0,
      goneAt: kept.deletedAt === null ? null : formatInstant(kept.deletedAt + UNDO_MS),
    };
  }

  function whole(who: Person, id: string): Dashboard {
    const { kept, may } = found(who, id);
    return { ...describe(kept, may), document: kept.document };
  }

  return {
    templates: () => templates,
    list(who) {
      const theirs = listDashboards(db).flatMap((kept) => {
        const may = mayOf(kept, who, units);
        return may === null ? [] : [{ kept, may }];
      });
      const told = (deleted: boolean) =>
        theirs
          .filter(({ kept, may }) => (kept.deletedAt !== null) === deleted && (!deleted || may === 'own'))
          .map(({ kept, may }) => describe(kept, may));
      return {
        dashboards: told(false),
        deleted: told(true),
        room: Math.max(0, DASHBOARDS_MAX - countOf(db, who.id)),
      };
    },
    open: whole,
    make(who, asked) {
      const id = newId();
      db.transaction(() => {
        refuseFull(who);
        const document = documentFor(who, asked);
        addDashboard(db, id, who.id, { document, at: now(), by: who.username });
        record(who, 'dashboard_made', id, { after: told({ document, version: 1 }) });
      })();
      return whole(who, id);
    },
    save(who, id, { basedOn, document }) {
      db.transaction(() => {
        if (isSentAgain(findDashboard(db, id), who, basedOn, document)) return;
        const kept = forSaving(who, id, basedOn);
        const version = kept.version + 1;
        saveDashboard(db, id, version, { document, at: now(), by: who.username });
        const change = { before: told(kept), after: told({ document, version }) };
        record(who, 'dashboard_saved', `${id}, version ${version}`, change);
      })();
      return whole(who, id);
    },
    versions(who, id) {
      const { kept } = found(who, id);
      return versionsOf(db, kept.id);
    },
    restore(who, id, { basedOn, version }) {
      db.transaction(() => {
        const kept = forSaving(who, id, basedOn);
        const old = versionsOf(db, id).find((one) => one.version === version);
        if (!old)
          throw new ProblemError(400, `version: there is no version ${version} of this dashboard any more.`, {
            field: 'version',
          });
        const saved = { document: old.document, at: now(), by: who.username, restored: version };
        saveDashboard(db, id, kept.version + 1, saved);
        const after = { ...told({ document: old.document, version: kept.version + 1 }), restored: version };
        const subject = `${id}, version ${version} as ${kept.version + 1}`;
        record(who, 'dashboard_restored', subject, { before: told(kept), after });
      })();
      return whole(who, id);
    },
    share(who, id, shares) {
      db.transaction(() => {
        const kept = owned(who, id);
        shares.forEach((one, i) => refuseUnit(one, i, who, units()));
        keepShares(db, kept.id, shares);
        const change = {
          before: { shares: kept.shares.map(sharedWith) },
          after: { shares: shares.map(sharedWith) },
        };
        record(who, 'dashboard_shared', id, change);
      })();
      return whole(who, id);
    },
    remove(who, id) {
      db.transaction(() => {
        const kept = owned(who, id);
        markDeleted(db, kept.id, now());
        purge(db, now() - UNDO_MS);
        const before = { ...told(kept), shares: kept.shares.map(sharedWith) };
        record(who, 'dashboard_deleted', id, { before });
      })();
    },
    undelete(who, id) {
      db.transaction(() => {
        purge(db, now() - UNDO_MS);
        const { kept } = found(who, id, true);
        refuseFull(who);
        markDeleted(db, kept.id, null);
        record(who, 'dashboard_undeleted', id, { after: told(kept) });
      })();
      return whole(who, id);
    },
  };
}

/** The very save again, whose answer was lost on the way: it is answered once more and makes no second version. */
function isSentAgain(
  kept: KeptDashboard | undefined,
  who: Person,
  basedOn: number,
  document: DashboardDocument,
): boolean {
  return (
    kept !== undefined &&
    kept.version === basedOn + 1 &&
    kept.savedBy === who.username &&
    JSON.stringify(kept.document) === JSON.stringify(document)
  );
}

function refuseUnit(share: Share, i: number, { reach }: Person, units: readonly UnitNode[]): void {
  if (share.with !== 'unit') return;
  if (reach.covers(share.unit) && units.some(({ unit }) => unit === share.unit)) return;
  throw new ProblemError(
    400,
    `shares.${i}.unit: there is no unit "${share.unit}" among those you may see; ask /units for them.`,
    { field: `shares.${i}.unit` },
  );
}

/** A dashboard as the audit trail keeps it: its title and what lies in it are its owner's, and its versions tell. */
function told({ document, version }: Pick<KeptDashboard, 'document' | 'version'>): object {
  return { widgets: document.widgets.length, version };
}

function sharedWith(share: Share): string {
  const whom = {
    unit: 'unit' in share ? `unit ${share.unit}` : '',
    role: 'role' in share ? `role ${share.role}` : '',
    everyone: 'everyone',
  };
  return `${whom[share.with]} (${share.may})`;
}

function stale({ version, savedBy, savedAt }: KeptDashboard): ProblemError {
  return new ProblemError(
    409,
    `${savedBy} saved version ${version} at ${formatInstant(savedAt)}; load it, or save yours as a dashboard of its own.`,
    { field: 'basedOn' },
  );
}

function unknown(): ProblemError {
  return new ProblemError(404, 'There is no such dashboard, or it is not shared with you.', { field: 'id' });
}

/** 80 random bits: nobody finds a dashboard by guessing. */
function newId(): string {
  return BigInt(`0x${randomBytes(10).toString('hex')}`)
    .toString(36)
    .padStart(16, '0')
    .slice(-16);
}
