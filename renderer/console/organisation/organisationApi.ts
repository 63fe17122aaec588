/** What the engine's API says of the organisation and of files with it. */
import {
  fileProblem,
  type ImportHead,
  type ImportOptions,
  type ImportPreview,
  importPreview,
  importsAnswer,
  type OrganisationAnswer,
  organisationAnswer,
} from '../../../electron/contract/organisation.ts';
import { nothing } from '../api.ts';
import { ApiError, BASE, call } from '../call.ts';

const head = importsAnswer.shape.imports.element;
const NAME_MOST = 200;

export const organisation = {
  /** At the end of a day; of today, now. */
  tree: (day: string | null): Promise<OrganisationAnswer> =>
    call('GET', `/organisation${day === null ? '' : `?day=${day}`}`, organisationAnswer),
  imports: async (): Promise<ImportHead[]> =>
    (await call('GET', '/organisation/imports', importsAnswer)).imports,
  bring: (file: File): Promise<ImportPreview> => {
    const name = encodeURIComponent(file.name.slice(-NAME_MOST) || '?');
    return call('POST', `/organisation/imports?name=${name}`, importPreview, file);
  },
  preview: (number: number): Promise<ImportPreview> =>
    call('GET', `/organisation/imports/${number}`, importPreview),
  choose: (number: number, options: ImportOptions): Promise<ImportPreview> =>
    call('PUT', `/organisation/imports/${number}/options`, importPreview, options),
  apply: (number: number, state: string): Promise<ImportHead> =>
    call('POST', `/organisation/imports/${number}/application`, head, { state }),
  drop: (number: number) => call('DELETE', `/organisation/imports/${number}`, nothing),
};

/** What is wrong with a whole file, when the engine said that; `null` for any other failure. */
export function fileFaultOf(error: unknown) {
  return error instanceof ApiError ? (fileProblem.safeParse(error.said).data ?? null) : null;
}

/** Address of the organisation as a file. */
export function organisationFile(
  what: 'units' | 'officers' | 'workbook',
  day: string | null,
  language: 'vi' | 'en',
): string {
  const asked = new URLSearchParams({
    ...(what === 'workbook' ? { format: 'xlsx' } : { what }),
    language,
    ...(day !== null && { day }),
  });
  return `${BASE}/organisation/export?${asked.toString()}`;
}
