/** The engine's HTTP API as the console uses it. Every answer is checked; every error is a problem document. */
import { z } from 'zod';
import { unitNode, type UnitNode } from '../../electron/contract/answers.ts';
import {
  type ApiTokenRequest,
  auditAnswer,
  type AuditAnswer,
  auditCheckAnswer,
  type AuditCheckAnswer,
  type AuditFilterAsked,
  type Permission,
  secondFactorBegun,
  type SecondFactorBegun,
  secondFactorConfirmed,
  secondFactorState,
  type SecondFactorState,
  sessionsAnswer,
  type SessionsAnswer,
  type RoleNamesAnswer,
  roleNamesAnswer,
  rolesAnswer,
  type RolesAnswer,
  sessionAnswer,
  setupState,
  type SessionAnswer,
  tokenMade,
  tokensAnswer,
  type TokensAnswer,
  usersAnswer,
  type UsersAnswer,
} from '../../electron/contract/access.ts';
import {
  scenesAnswer,
  type ScenesAnswer,
  shownScene,
  type ShownScene,
} from '../../electron/contract/layouts.ts';
import { type ClockAnswer, clockAnswer, type Role } from '../../electron/contract/live.ts';
import {
  type Bookmark,
  bookmark,
  type ClockChange,
  type PlaybackSettings,
} from '../../electron/contract/playback.ts';
import { type FaultEntry, type FaultsAnswer, faultsAnswer } from '../../electron/contract/faults.ts';
import {
  type Interrupt,
  interrupt,
  type InterruptAnswer,
  interruptAnswer,
  type InterruptRequest,
} from '../../electron/contract/interrupts.ts';
import { type Blank, blank } from '../../electron/contract/blank.ts';
import {
  type Device,
  devicesAnswer,
  type NetworkAnswer,
  networkAnswer,
  type PairingBegun,
  pairingBegun,
} from '../../electron/contract/network.ts';
import { type PastExport, pastExport } from '../../electron/contract/past.ts';
import {
  type PlanAnswer,
  planAnswer,
  type ScheduleAnswer,
  scheduleAnswer,
  type ScheduleEntry,
  scheduleEntry,
  type ScheduleEntryRequest,
  type ShownAnswer,
  shownAnswer,
} from '../../electron/contract/schedules.ts';
import { type ScreenSettings, screenSettings } from '../../electron/contract/screens.ts';
import {
  dryRunAnswer,
  type DryRunAnswer,
  quarantineAnswer,
  quarantineEntry,
  type QuarantineAnswer,
  type QuarantineEntry,
  sourceAnswer,
  type SourceAnswer,
} from '../../electron/contract/sources.ts';
import {
  backupManifest,
  careSettings,
  type CareSettings,
  checkAnswer,
  type CheckAnswer,
  putAwayAnswer,
  type PutAwayAnswer,
  systemAnswer,
  type BackupManifest,
  type SystemAnswer,
} from '../../electron/contract/system.ts';
import { timekeepingAnswer, type TimekeepingAnswer } from '../../electron/contract/timekeeping.ts';
import { wallState, type WallState, type WantedHanging } from '../../electron/contract/wall.ts';
import {
  type CloseRequest,
  type ClosePreview,
  closePreview,
  type DifferencesAnswer,
  differencesAnswer,
  type EditionsAnswer,
  editionsAnswer,
  type VerificationAnswer,
  verificationAnswer,
  type YearsAnswer,
  yearsAnswer,
} from '../../electron/contract/years.ts';
import { BASE, call } from './call.ts';

export { ApiError } from './call.ts';

export const nothing = z.undefined();

export const engine = {
  setupNeeded: async () => (await call('GET', '/setup', setupState)).needed,
  setUp: (setupCode: string, username: string, password: string): Promise<unknown> =>
    call('POST', '/setup', z.unknown(), { setupCode, username, password }),
  session: (): Promise<SessionAnswer> => call('GET', '/session', sessionAnswer),
  /** @param code of the second step; asked for by a refusal that names `code` */
  signIn: (username: string, password: string, code?: string): Promise<SessionAnswer> =>
    call('POST', '/session', sessionAnswer, { username, password, ...(code !== undefined && { code }) }),
  signOut: () => call('DELETE', '/session', nothing),
  /** Also has the wall send fresh pictures for the next half minute. */
  wall: (): Promise<WallState> => call('GET', '/wall?pictures=true', wallState),
  /** Signs on all monitors that say which is which; asked again, they go. */
  identify: () => call('POST', '/wall/identify', nothing),
  /** Which role hangs on which monitor; confirmed and remembered from then on. */
  hang: (wanted: WantedHanging) => call('PUT', '/wall/hanging', nothing, wanted),
  scenes: (): Promise<ScenesAnswer> => call('GET', '/scenes', scenesAnswer),
  show: (scene: string): Promise<ShownScene> => call('PUT', '/wall/scene', shownScene, { scene }),
  /** What is on now and why, and all entries. */
  schedule: (): Promise<ScheduleAnswer> => call('GET', '/schedule', scheduleAnswer),
  plan: (from: string, days: number): Promise<PlanAnswer> =>
    call('GET', `/schedule/plan?from=${from}&days=${days}`, planAnswer),
  addEntry: (entry: ScheduleEntryRequest): Promise<ScheduleEntry> =>
    call('POST', '/schedule/entries', scheduleEntry, entry),
  changeEntry: (id: number, entry: ScheduleEntryRequest): Promise<ScheduleEntry> =>
    call('PUT', `/schedule/entries/${id}`, scheduleEntry, entry),
  removeEntry: (id: number) => call('DELETE', `/schedule/entries/${id}`, nothing),
  /** Gives the wall back to the schedule. */
  handBack: (): Promise<ScheduleAnswer> => call('DELETE', '/wall/scene/override', scheduleAnswer),
  /** What the wall showed at a past instant. */
  shownAt: (at: string): Promise<ShownAnswer> =>
    call('GET', `/wall/shown?at=${encodeURIComponent(at)}`, shownAnswer),
  makePastPictures: (at: string): Promise<PastExport> =>
    call('POST', '/wall/past-pictures', pastExport, { at }),
  pastPictures: (id: string): Promise<PastExport> => call('GET', `/wall/past-pictures/${id}`, pastExport),
  interrupt: (): Promise<InterruptAnswer> => call('GET', '/wall/interrupt', interruptAnswer),
  /** Over everything on all screens. */
  showInterrupt: (message: InterruptRequest): Promise<Interrupt> =>
    call('POST', '/wall/interrupt', interrupt, message),
  endInterrupt: () => call('DELETE', '/wall/interrupt', nothing),
  darken: (): Promise<Blank> => call('PUT', '/wall/blank', blank, {}),
  light: () => call('DELETE', '/wall/blank', nothing),
  network: (): Promise<NetworkAnswer> => call('GET', '/network', networkAnswer),
  turnNetworkOn: (request: object): Promise<NetworkAnswer> => call('PUT', '/network', networkAnswer, request),
  turnNetworkOff: () => call('DELETE', '/network', nothing),
  /** Has the wall show a code; the code itself is read there. */
  showPairing: (): Promise<PairingBegun> => call('POST', '/pairing', pairingBegun),
  hidePairing: () => call('DELETE', '/pairing', nothing),
  devices: async (): Promise<Device[]> => (await call('GET', '/devices', devicesAnswer)).devices,
  unpair: (id: number) => call('DELETE', `/devices/${id}`, nothing),
  clock: (): Promise<ClockAnswer> => call('GET', '/clock', clockAnswer),
  changeClock: (change: ClockChange): Promise<ClockAnswer> => call('PUT', '/clock', clockAnswer, change),
  /** Of the instant that the wall shows. */
  addBookmark: (name: string): Promise<Bookmark> => call('POST', '/clock/bookmarks', bookmark, { name }),
  removeBookmark: (id: number) => call('DELETE', `/clock/bookmarks/${id}`, nothing),
  changePlaybackSettings: (settings: PlaybackSettings): Promise<ClockAnswer> =>
    call('PUT', '/clock/settings', clockAnswer, settings),
  quarantine: (source: string, after: string | null): Promise<QuarantineAnswer> =>
    call(
      'GET',
      `/sources/${encodeURIComponent(source)}/quarantine?limit=50${after === null ? '' : `&after=${encodeURIComponent(after)}`}`,
      quarantineAnswer,
    ),
  source: (id: string): Promise<SourceAnswer> =>
    call('GET', `/sources/${encodeURIComponent(id)}`, sourceAnswer),
  addSource: (settings: object): Promise<unknown> => call('POST', '/sources', z.unknown(), settings),
  changeSource: (id: string, change: object): Promise<SourceAnswer> =>
    call('PATCH', `/sources/${encodeURIComponent(id)}`, sourceAnswer, change),
  removeSource: (id: string) => call('DELETE', `/sources/${encodeURIComponent(id)}`, nothing),
  pauseSource: (id: string, pause: boolean): Promise<SourceAnswer> =>
    call('POST', `/sources/${encodeURIComponent(id)}/${pause ? 'pause' : 'resume'}`, sourceAnswer),
  /** A token to push with; it is shown this once. */
  makePushToken: async (id: string): Promise<string> =>
    (await call('POST', `/sources/${encodeURIComponent(id)}/tokens`, tokenMade)).token,
  /** Reads the first rows; stores nothing. */
  testSource: (settings: object): Promise<DryRunAnswer> =>
    call('POST', '/sources/test', dryRunAnswer, settings),
  /** What went wrong on the wall, of one place or of all, newest first. */
  faults: (place: FaultEntry['place'] | null, limit: number): Promise<FaultsAnswer> =>
    call('GET', `/wall/faults?limit=${limit}${place === null ? '' : `&place=${place}`}`, faultsAnswer),
  screens: (): Promise<ScreenSettings> => call('GET', '/wall/screens', screenSettings),
  changeScreens: (settings: ScreenSettings): Promise<ScreenSettings> =>
    call('PUT', '/wall/screens', screenSettings, settings),
  system: (): Promise<SystemAnswer> => call('GET', '/system', systemAnswer),
  timekeeping: (): Promise<TimekeepingAnswer> => call('GET', '/timekeeping', timekeepingAnswer),
  backUp: (): Promise<BackupManifest> => call('POST', '/system/backups', backupManifest),
  verifyBackup: (file: string): Promise<CheckAnswer> =>
    call('POST', `/system/backups/${encodeURIComponent(file)}/verification`, checkAnswer),
  checkDatabase: (): Promise<CheckAnswer> => call('POST', '/system/check', checkAnswer),
  putAway: (): Promise<PutAwayAnswer> => call('POST', '/system/put-away', putAwayAnswer),
  changeCare: (settings: CareSettings): Promise<CareSettings> =>
    call('PUT', '/system/care', careSettings, settings),
  years: (): Promise<YearsAnswer> => call('GET', '/years', yearsAnswer),
  editions: (year: number): Promise<EditionsAnswer> =>
    call('GET', `/years/${year}/close/editions`, editionsAnswer),
  differences: (year: number, edition: number): Promise<DifferencesAnswer> =>
    call('GET', `/years/${year}/differences?edition=${edition}`, differencesAnswer),
  closePreview: (year: number): Promise<ClosePreview> =>
    call('GET', `/years/${year}/close/preview`, closePreview),
  closeYear: (year: number, signature: CloseRequest): Promise<unknown> =>
    call('POST', `/years/${year}/close`, z.unknown(), signature),
  verifyCloses: (): Promise<VerificationAnswer> => call('GET', '/years/verification', verificationAnswer),
  /** Units there are now, parents first. */
  units: async (): Promise<UnitNode[]> =>
    (await call('GET', '/units', z.object({ units: z.array(unitNode) }))).units,
  people: (): Promise<UsersAnswer> => call('GET', '/users', usersAnswer),
  ownSessions: (): Promise<SessionsAnswer> => call('GET', '/account/sessions', sessionsAnswer),
  endOwnSession: (id: number) => call('DELETE', `/account/sessions/${id}`, nothing),
  changeOwnPassword: (current: string, password: string) =>
    call('PUT', '/account/password', nothing, { current, password }),
  secondFactor: (): Promise<SecondFactorState> => call('GET', '/account/second-factor', secondFactorState),
  /** What to scan; it is shown this once. */
  beginSecondFactor: (current: string): Promise<SecondFactorBegun> =>
    call('POST', '/account/second-factor', secondFactorBegun, { current }),
  confirmSecondFactor: (code: string) =>
    call('PUT', '/account/second-factor', secondFactorConfirmed, { code }),
  removeSecondFactor: (current: string) =>
    call('POST', '/account/second-factor/removal', nothing, { current }),
  /** Of somebody who lost the telephone. */
  takeSecondFactorOff: (username: string) =>
    call('DELETE', `/users/${encodeURIComponent(username)}/second-factor`, nothing),
  sessions: (): Promise<SessionsAnswer> => call('GET', '/sessions', sessionsAnswer),
  endSession: (id: number) => call('DELETE', `/sessions/${id}`, nothing),
  /** Newest first, older than entry `before`. */
  audit: (filter: AuditFilterAsked, before: number | undefined, limit: number): Promise<AuditAnswer> =>
    call('GET', `/audit?${auditQuery({ ...filter, before, limit })}`, auditAnswer),
  checkAudit: (): Promise<AuditCheckAnswer> => call('GET', '/audit/check', auditCheckAnswer),
  addRole: (role: { id: string; name: string; permissions: readonly Permission[] }): Promise<unknown> =>
    call('POST', '/roles', z.unknown(), role),
  changeRole: (
    id: string,
    change: { permissions?: readonly Permission[]; secondFactor?: boolean },
  ): Promise<unknown> => call('PATCH', `/roles/${encodeURIComponent(id)}`, z.unknown(), change),
  removeRole: (id: string) => call('DELETE', `/roles/${encodeURIComponent(id)}`, nothing),
  roleNames: async (): Promise<RoleNamesAnswer['roles']> =>
    (await call('GET', '/roles/names', roleNamesAnswer)).roles,
  roles: (): Promise<RolesAnswer> => call('GET', '/roles', rolesAnswer),
  addPerson: (person: {
    username: string;
    password: string | null;
    role: string;
    place: string | null;
  }): Promise<unknown> => call('POST', '/users', z.unknown(), person),
  changePerson: (username: string, change: object): Promise<unknown> =>
    call('PATCH', `/users/${encodeURIComponent(username)}`, z.unknown(), change),
  removePerson: (username: string) => call('DELETE', `/users/${encodeURIComponent(username)}`, nothing),
  tokens: (): Promise<TokensAnswer> => call('GET', '/tokens', tokensAnswer),
  /** A token of a program; it is shown this once. */
  addApiToken: async (token: ApiTokenRequest): Promise<string> =>
    (await call('POST', '/tokens', tokenMade, token)).token,
  revokeToken: (id: number) => call('DELETE', `/tokens/${id}`, nothing),
  acknowledge: (notice: string) =>
    call('POST', `/system/notices/${encodeURIComponent(notice)}/acknowledgement`, nothing),
  /** Takes a quarantined line in again, corrected. */
  replay: (source: string, n: number, line: string): Promise<QuarantineEntry> =>
    call('POST', `/sources/${encodeURIComponent(source)}/quarantine/${n}/replay`, quarantineEntry, { line }),
};

/** Address of a picture of a past instant, or of all of them as one archive. */
export function pastPictureAddress(id: string, of: Role | 'archive'): string {
  return `${BASE}/wall/past-pictures/${id}/${of}`;
}

/** Address of a signed copy as a file. */
export function exportAddress(year: number, edition: number, format: 'csv' | 'json' | 'ndjson'): string {
  return `${BASE}/years/${year}/close/export?format=${format}&edition=${edition}`;
}

function auditQuery(asked: Record<string, string | number | undefined>): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** Address of what a filter finds in the audit trail, as a file. */
export function auditExportAddress(filter: AuditFilterAsked, format: 'csv' | 'ndjson'): string {
  return `${BASE}/audit/export?${auditQuery({ ...filter, format })}`;
}

/** Address of the picture of a role taken at `at`; a new picture has a new address. */
export function pictureAddress(role: Role, at: string): string {
  return `${BASE}/wall/thumbnails/${role}?at=${encodeURIComponent(at)}`;
}
