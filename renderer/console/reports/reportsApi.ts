/** What the engine's API says of reports and of their forms. */
import {
  type Form,
  form,
  type FormFault,
  formProblem,
  type FormsAnswer,
  formsAnswer,
} from '../../../electron/contract/forms.ts';
import {
  type DifferenceAnswer,
  differenceAnswer,
  type PreviewAnswer,
  previewAnswer,
  type ReportAnswer,
  reportAnswer,
  type ReportPrint,
  reportPrint,
  reportSchedule,
  type ReportSchedule,
  type ReportScheduleRequest,
  reportSchedulesAnswer,
  type ReportsAnswer,
  reportsAnswer,
  type ReportSubject,
} from '../../../electron/contract/reports.ts';
import { nothing } from '../api.ts';
import { ApiError, BASE, call } from '../call.ts';

function queryOf(asked: Record<string, string | number | undefined>): string {
  const said = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}

/** The steps that are asked for by name. */
export type StepName = 'recomputation' | 'amendment' | 'check' | 'return' | 'signature' | 'lock';

export const reports = {
  list: (asked: Record<string, string | number | undefined>): Promise<ReportsAnswer> =>
    call('GET', `/reports?${queryOf(asked)}`, reportsAnswer),
  preview: (subject: ReportSubject): Promise<PreviewAnswer> =>
    call('GET', `/reports/preview?${queryOf(subject)}`, previewAnswer),
  make: (subject: ReportSubject): Promise<ReportAnswer> => call('POST', '/reports', reportAnswer, subject),
  open: (id: number): Promise<ReportAnswer> => call('GET', `/reports/${id}`, reportAnswer),
  difference: (id: number): Promise<DifferenceAnswer> =>
    call('GET', `/reports/${id}/difference`, differenceAnswer),
  step: (id: number, step: StepName, asked: { digest: string; comment?: string; password?: string }) =>
    call('POST', `/reports/${id}/${step}`, reportAnswer, asked),
  discard: (id: number) => call('DELETE', `/reports/${id}`, nothing),
  print: (id: number, locale: 'vi' | 'en'): Promise<ReportPrint> =>
    call('POST', `/reports/${id}/prints`, reportPrint, { locale }),
  printed: (print: string): Promise<ReportPrint> => call('GET', `/reports/prints/${print}`, reportPrint),
  forms: (): Promise<FormsAnswer> => call('GET', '/reports/forms', formsAnswer),
  form: (code: string): Promise<Form> => call('GET', `/reports/forms/${code}`, form),
  bringForm: (document: unknown) =>
    call('POST', '/reports/forms', form.pick({ code: true, version: true }), document),
  withdrawForm: (code: string) => call('DELETE', `/reports/forms/${code}`, nothing),
  schedules: async (): Promise<ReportSchedule[]> =>
    (await call('GET', '/reports/schedules', reportSchedulesAnswer)).schedules,
  addSchedule: (asked: ReportScheduleRequest) => call('POST', '/reports/schedules', reportSchedule, asked),
  changeSchedule: (id: number, asked: ReportScheduleRequest) =>
    call('PUT', `/reports/schedules/${id}`, reportSchedule, asked),
  removeSchedule: (id: number) => call('DELETE', `/reports/schedules/${id}`, nothing),
};

export function reportFile(id: number, format: 'xlsx' | 'docx', locale: 'vi' | 'en'): string {
  return `${BASE}/reports/${id}/file?${queryOf({ format, locale })}`;
}

export function printFile(print: string): string {
  return `${BASE}/reports/prints/${print}/file`;
}

/** Everything that is wrong with a form, when the engine said that; `null` for any other failure. */
export function formFaultsOf(error: unknown): FormFault[] | null {
  return error instanceof ApiError ? (formProblem.safeParse(error.said).data?.faults ?? null) : null;
}
