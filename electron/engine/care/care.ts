/** Looks after the store while the engine runs: backups, checks, room on the disk, lines of past years. */
import { setTimeout as wait } from 'node:timers/promises';
import { Cron } from 'croner';
import type { Logger } from 'pino';
import { DAY_MS, formatInstant, type Instant } from '../../contract/calendar.ts';
import type { BackupManifest, BackupsState, CareSettings } from '../../contract/system.ts';
import type { Store } from '../store/index.ts';
import { BackupError, listBackups, makeBackup, thinBackups, verifyBackup } from './backups.ts';
import { createDoor, type Door } from './door.ts';
import { backupsIn, databaseIn } from './files.ts';
import { type Finding, inspect } from './inspect.ts';
import { createNotices, type Notices } from './notices.ts';
import type { Opening } from './opening.ts';
import { keptFrom, type PutAway, putLinesAway } from './retention.ts';
import { checkedAt, noteChecked, readSettings, writeSettings } from './settings.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const NIGHTLY = '30 2 * * *';
/** The whole database is looked over this often, in the background. */
const WHOLE_CHECK_MS = 7 * DAY_MS;
/** A start without a backup of the last day makes one after this, ms: first the wall. */
const FIRST_BACKUP_MS = 60_000;
/** How long an orderly end waits for a backup. */
const BACKUP_END_MS = 1_000;
const MIB = 1024 * 1024;

export interface Care {
  notices: Notices;
  door: Door;
  settings(): CareSettings;
  /** Throws a RangeError that says what is wrong with a schedule that is none. */
  change(settings: CareSettings): void;
  backups(): BackupsState;
  /** Makes a backup, or waits for the one being made. Throws `BackupError`. */
  backUp(reason: BackupManifest['reason']): Promise<BackupManifest>;
  /** Looks a backup over and holds it against its manifest; `null` when there is none of that name. */
  verify(file: string): Promise<Finding | null>;
  checkedAt(): Instant | null;
  /** Puts lines away that need not be kept, as far as the settings say. */
  putAway(): Promise<PutAway>;
  /** Has the whole database looked over; reports damage to `onDamage`. */
  checkWhole(): Promise<Finding>;
  /** Somebody met with damage while using the database. */
  damaged(detail: string): void;
  stop(): Promise<void>;
}

export interface CareParts {
  store: Store;
  dataDir: string;
  program: string;
  opening: Opening;
  now: () => Instant;
  log: Logger;
  /** More that is to be done at night. */
  atNight?: () => Promise<void>;
  /** The database is damaged: the engine must be started anew, and will find a backup for it. */
  onDamage: (detail: string) => void;
}

export function createCare(parts: CareParts): Care {
  const { store, dataDir, now, log, opening } = parts;
  const { db } = store;
  const folder = backupsIn(dataDir);
  const ending = new AbortController();
  const notices = createNotices(db);
  let settings = readSettings(db);
  const door = createDoor({ db, dataDir, reserve: () => settings.reserveMib * MIB });
  let underWay: Promise<BackupManifest> | null = null;
  let lastError: BackupsState['lastError'] = null;
  let timetable = schedule();
  const nightly = new Cron(NIGHTLY, { timezone: ZONE, protect: true, catch: told }, atNight);
  const firstBackup = setTimeout(() => void backUp('scheduled').catch(told), untilFirstBackup());
  firstBackup.unref();

  if (opening.rescue) notices.noteRescue(opening.rescue, now());
  const sayDoor = () => {
    const state = door.state();
    for (const code of ['disk_full', 'disk_read_only', 'on_trial'] as const)
      notices.lasting(code, state === code ? now() : null);
  };
  door.onChange((state) => {
    log.warn({ state, ...door.disk() }, state === 'open' ? 'taking lines in again' : 'taking nothing in');
    sayDoor();
  });
  sayDoor();
  void opening.unfinished?.then((finding) => judge(finding));

  function told(error: unknown): void {
    log.error({ err: error }, 'care of the store failed');
  }

  function schedule(): Cron {
    const options = { timezone: ZONE, protect: true, catch: told };
    return new Cron(settings.backupSchedule, options, async () => {
      await backUp('scheduled').catch(() => undefined);
    });
  }

  function untilFirstBackup(): number {
    const [newest] = listBackups(folder);
    const age = newest ? now() - Date.parse(newest.at) : Number.POSITIVE_INFINITY;
    return Math.max(FIRST_BACKUP_MS, Math.min(DAY_MS, DAY_MS - age));
  }

  async function backUp(reason: BackupManifest['reason']): Promise<BackupManifest> {
    underWay ??= makeOne(reason).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function makeOne(reason: BackupManifest['reason']): Promise<BackupManifest> {
    try {
      const pages = Number(db.pragma('page_count', { simple: true }));
      const needed = pages * Number(db.pragma('page_size', { simple: true }));
      const { freeBytes } = door.disk();
      if (freeBytes < needed + settings.reserveMib * MIB)
        throw new BackupError(
          `the disk has ${freeBytes} bytes free, the copy needs ${needed} beside the reserve`,
        );
      const made = await makeBackup({
        db,
        folder,
        reason,
        program: parts.program,
        now,
        signal: ending.signal,
      });
      thinBackups(folder, { kept: settings.backupsKept, days: settings.backupDays }, now());
      lastError = null;
      notices.lasting('backup_failing', null);
      log.info({ file: made.file, bytes: made.bytes, reason }, 'backed up');
      return made;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      lastError = { at: formatInstant(now()), detail };
      notices.lasting('backup_failing', now());
      log.error({ reason, detail }, 'no backup could be made');
      throw error;
    }
  }

  async function checkWhole(): Promise<Finding> {
    const finding = await inspect({ what: 'whole', file: databaseIn(dataDir) });
    judge(finding);
    if (finding.is === 'good' && db.open) noteChecked(db, now());
    return finding;
  }

  function judge(finding: Finding): void {
    if (ending.signal.aborted) return;
    if (finding.is === 'damaged') parts.onDamage(finding.detail);
    else log.info(finding, 'the database was looked over');
  }

  async function putAway(): Promise<PutAway> {
    const years = settings.keepLinesYears;
    if (years === null) return { lines: 0, bytes: 0 };
    const done = await putLinesAway(db, keptFrom(now(), years), ending.signal);
    log.info(done, 'lines of past years put away');
    return done;
  }

  async function atNight(): Promise<void> {
    await putAway();
    await parts.atNight?.();
    const last = checkedAt(db);
    if (last === null || now() - last >= WHOLE_CHECK_MS) await checkWhole();
  }

  return {
    notices,
    door,
    settings: () => settings,
    change(next) {
      const before = settings;
      timetable.stop();
      settings = next;
      try {
        timetable = schedule();
      } catch (error) {
        settings = before;
        timetable = schedule();
        throw new RangeError(error instanceof Error ? error.message : String(error), { cause: error });
      }
      writeSettings(db, next);
      door.look();
    },
    backups() {
      const next = timetable.nextRun();
      return {
        folder,
        running: underWay !== null,
        nextAt: next ? formatInstant(next.getTime()) : null,
        lastError,
        kept: listBackups(folder),
      };
    },
    backUp,
    verify: (file) => verifyBackup(folder, file),
    checkedAt: () => checkedAt(db),
    putAway,
    checkWhole,
    damaged: (detail) => parts.onDamage(detail),
    async stop() {
      ending.abort();
      timetable.stop();
      nightly.stop();
      clearTimeout(firstBackup);
      door.stop();
      // A copy under way ends at its next page; a check of one goes on until the process ends, and spoils nothing.
      if (underWay)
        await Promise.race([underWay.catch(() => undefined), wait(BACKUP_END_MS, undefined, { ref: false })]);
    },
  };
}
