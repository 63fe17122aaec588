/** How far somebody may ask: the one place where a person's place in the organisation is held against a question. */
import { type Permission, PERMISSIONS } from '../../contract/access.ts';
import { ProblemError } from '../problems/index.ts';
import type { Principal } from './principal.ts';

/** A unit as far as its place in the organisation goes. */
export interface Placed {
  unit: string;
  parent: string | null;
}

export interface Reach {
  /** Key of the unit whose subtree may be asked about; `null` is the whole organisation. */
  readonly place: string | null;
  readonly permissions: readonly Permission[];
  /** Whether a unit may be asked about, by the organisation of the moment the reach was read. */
  covers(unit: string): boolean;
}

/** The whole organisation with every permission: what the engine asks by itself. */
export const WHOLE: Reach = { place: null, permissions: PERMISSIONS, covers: () => true };

/**
 * What somebody may ask about. The wall's own windows see all; a source's token and nobody see nothing of the
 * organisation, which their routes do not show anyway.
 * @param units the organisation as it is at the data clock's instant; read only for somebody with a place
 */
export function reachOf(who: Principal | null, units: () => readonly Placed[]): Reach {
  switch (who?.kind) {
    case 'wall':
      return WHOLE;
    case 'person':
    case 'program': {
      const { place, permissions } = who;
      if (place === null) return { ...WHOLE, permissions };
      let within: ReadonlySet<string> | undefined;
      return { place, permissions, covers: (unit) => (within ??= subtreeOf(place, units())).has(unit) };
    }
    default:
      return { place: null, permissions: [], covers: () => false };
  }
}

/** A unit and everything below it; the unit itself even while it is not there. */
function subtreeOf(place: string, units: readonly Placed[]): ReadonlySet<string> {
  const below = Map.groupBy(units, ({ parent }) => parent);
  const found = new Set([place]);
  for (const key of found) for (const { unit } of below.get(key) ?? []) found.add(unit);
  return found;
}

/** Refuses a question about units outside somebody's reach, known or not. */
export function refuseBeyond(reach: Reach, units: readonly string[]): void {
  const beyond = units.find((unit) => !reach.covers(unit));
  if (beyond !== undefined) throw new ProblemError(403, beyondWords(reach, beyond), { field: 'unit' });
}

export function beyondWords(reach: Reach, unit: string): string {
  return `Unit "${unit}" lies outside ${reach.place}, the part of the organisation you may see; ask about a unit of that part.`;
}

/** Refuses what is of the whole organisation to somebody with a place in it. */
export function refuseWhole({ place }: Reach): void {
  if (place === null) return;
  throw new ProblemError(
    403,
    `This is about the whole organisation, and you may see ${place} only; ask an administrator.`,
    { field: 'unit' },
  );
}

/** Whether cases, and lines that name people, may be shown to somebody. */
export function mayReadCases({ permissions }: Pick<Reach, 'permissions'>): boolean {
  return permissions.includes('cases.read');
}

/** Refuses what somebody is not permitted; `field` is the part of the question that asks for it. */
export function refuseWithout({ permissions }: Reach, permission: Permission, field?: string): void {
  if (permissions.includes(permission)) return;
  throw new ProblemError(403, wordsWithout(permission), { ...(field !== undefined && { field }) });
}

/** Why somebody without a permission is refused, with the remedy. */
export function wordsWithout(permission: Permission): string {
  return `This needs the permission ${permission} (${WHAT[permission]}), which you do not have; ask whoever manages people.`;
}

const WHAT: Record<Permission, string> = {
  'figures.read': 'figures, and what the wall shows',
  'cases.read': 'single cases, and the people in them',
  'wall.run': 'scenes, playback, messages and monitors',
  'schedules.manage': 'the schedule of scenes',
  'layouts.edit': 'layouts and scenes',
  'alerts.act': 'answering for alerts',
  'alerts.manage': 'rules of alerts',
  'targets.propose': 'proposing targets',
  'targets.approve': 'approving targets',
  'dashboards.edit': 'own dashboards',
  'dashboards.send': 'dashboards on a monitor',
  'reports.make': 'filling in reports',
  'reports.check': 'checking reports',
  'reports.sign': 'signing and locking reports',
  'tasks.read': 'tasks',
  'tasks.work': 'working on tasks',
  'tasks.assign': 'giving and confirming tasks',
  'tasks.manage': 'recurring tasks and systems that share them',
  'sources.manage': 'sources of figures',
  'years.manage': 'closing statistical years',
  'people.manage': 'people, roles and tokens',
  'organisation.manage': 'units and officers from files',
  'forms.manage': 'forms of reports',
  'maps.manage': 'maps from files with boundaries',
  'network.manage': 'who reaches this engine over the network',
  'deliveries.manage': 'the mail server and webhooks',
  'system.manage': 'backups, checks and settings of the engine',
  'audit.read': 'the audit trail',
};
