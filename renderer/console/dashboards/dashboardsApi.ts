/** What the engine's API says of dashboards. */
import type { z } from 'zod';
import {
  type Dashboard,
  dashboard,
  type DashboardSave,
  type DashboardsAnswer,
  dashboardsAnswer,
  type NewDashboard,
  sentAnswer,
  type SendRequest,
  type SentAnswer,
  type Share,
  type Template,
  templatesAnswer,
  versionAnswer,
  type VersionsAnswer,
  versionsAnswer,
} from '../../../electron/contract/dashboards.ts';
import type { Role } from '../../../electron/contract/live.ts';
import {
  type BoardExport,
  boardExport,
  type ExportRequest,
} from '../../../electron/contract/boardExports.ts';
import { nothing } from '../api.ts';
import { call } from '../call.ts';

export const dashboards = {
  list: (): Promise<DashboardsAnswer> => call('GET', '/dashboards', dashboardsAnswer),
  templates: async (): Promise<Template[]> =>
    (await call('GET', '/dashboards/templates', templatesAnswer)).templates,
  open: (id: string): Promise<Dashboard> => call('GET', `/dashboards/${id}`, dashboard),
  make: (asked: NewDashboard): Promise<Dashboard> => call('POST', '/dashboards', dashboard, asked),
  /** Refused with 409 where somebody saved since. */
  save: (id: string, save: DashboardSave): Promise<Dashboard> =>
    call('PUT', `/dashboards/${id}`, dashboard, save),
  versions: (id: string): Promise<VersionsAnswer> =>
    call('GET', `/dashboards/${id}/versions`, versionsAnswer),
  version: (id: string, version: number): Promise<z.infer<typeof versionAnswer>> =>
    call('GET', `/dashboards/${id}/versions/${version}`, versionAnswer),
  restore: (id: string, basedOn: number, version: number): Promise<Dashboard> =>
    call('POST', `/dashboards/${id}/restoration`, dashboard, { basedOn, version }),
  share: (id: string, shares: readonly Share[]): Promise<Dashboard> =>
    call('PUT', `/dashboards/${id}/shares`, dashboard, { shares }),
  remove: (id: string) => call('DELETE', `/dashboards/${id}`, nothing),
  undelete: (id: string): Promise<Dashboard> => call('POST', `/dashboards/${id}/undeletion`, dashboard),
  makeExport: (id: string, asked: ExportRequest): Promise<BoardExport> =>
    call('POST', `/dashboards/${id}/exports`, boardExport, asked),
  export: (id: string): Promise<BoardExport> => call('GET', `/dashboards/exports/${id}`, boardExport),
  /** Those that stand on monitors of the wall. */
  sent: (): Promise<SentAnswer> => call('GET', '/wall/dashboards', sentAnswer),
  send: (asked: SendRequest): Promise<SentAnswer> => call('POST', '/wall/dashboards', sentAnswer, asked),
  endSent: (role: Role) => call('DELETE', `/wall/dashboards/${role}`, nothing),
};

/** Address of a file that was drawn. */
export function exportFileAddress(id: string): string {
  return `/api/v1/dashboards/exports/${id}/file`;
}
