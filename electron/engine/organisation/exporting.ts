/** The organisation as a file that is read again as it is: CSV, and a workbook with a sheet for units and one for officers. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import {
  ORGANISATION_FIELDS,
  type OrganisationField,
  type OrganisationKind,
} from '../../contract/organisation.ts';
import { CSV_MARK, csvLine } from '../csv/index.ts';
import { ProblemError } from '../problems/index.ts';
import { headingsOf, type Language, levelWord } from './columns.ts';
import { placeOf } from './comparing.ts';
import type { Listed } from './organisationAt.ts';
import type { WrittenCell, WrittenSheet } from './sheetWriter.ts';

/** What a cell of a workbook holds at most, in UTF-16 units. */
const CELL_MOST = 32_767;

export function csvOf(kind: OrganisationKind, listed: readonly Listed[], language: Language): string {
  const rows = listed.map((one) => csvLine(valuesOf(kind, one, language)));
  return [CSV_MARK + csvLine(headingsOf(kind, language)), ...rows].join('');
}

/** Written beside the engine's other work, in a thread. @throws ProblemError for texts that no cell can hold. */
export async function workbookOf(
  tables: readonly (readonly [OrganisationKind, readonly Listed[]])[],
  language: Language,
): Promise<Buffer> {
  const sheets = tables.map(([kind, listed]): WrittenSheet => {
    const rows = listed.map((one) => {
      const values = valuesOf(kind, one, language);
      if (values.some((value) => typeof value === 'string' && value.length > CELL_MOST))
        throw new ProblemError(
          409,
          `The name of "${one.key.slice(0, 60)}" has more than ${CELL_MOST} characters, which no cell of a workbook can hold: take the CSV file.`,
          { field: 'format' },
        );
      return values.map((value, i) => written(ORGANISATION_FIELDS[kind][i], value));
    });
    return { name: SHEETS[kind][language], heading: headingsOf(kind, language), rows };
  });
  const { SHEET_WRITER } = await import('./sheetWriter.ts');
  const thread = new Worker(new URL(SHEET_WRITER), { workerData: { sheets } });
  try {
    // `once` rejects when the thread fails.
    const [bytes] = (await once(thread, 'message')) as [Uint8Array];
    return Buffer.from(bytes);
  } finally {
    await thread.terminate();
  }
}

const SHEETS: Record<OrganisationKind, Record<Language, string>> = {
  unit: { vi: 'Đơn vị', en: 'Units' },
  officer: { vi: 'Chấp hành viên', en: 'Officers' },
};

function valuesOf(
  kind: OrganisationKind,
  { key, state }: Listed,
  language: Language,
): (string | number | null)[] {
  return ORGANISATION_FIELDS[kind].map((field, i) => {
    if (i === 0) return key;
    if (field === 'level') return state.level === null ? null : levelWord(state.level, language);
    return state[placeOf(kind, field)];
  });
}

/** Days as days, so that a spreadsheet program shows them as its user writes them. */
function written(field: OrganisationField | undefined, value: string | number | null): WrittenCell {
  return (field === 'from' || field === 'to') && typeof value === 'string' ? { day: value } : value;
}
