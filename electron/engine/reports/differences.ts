/** Where a report that is kept says something else than the figures say now. */
import type { Form } from '../../contract/forms.ts';
import type { DifferenceAnswer, ReportContent, ReportRow } from '../../contract/reports.ts';

/** Rows are matched by their code of the form and their unit: units may have come or gone between. */
export function differencesBetween(
  form: Form,
  kept: ReportContent,
  now: ReportContent,
): Pick<DifferenceAnswer, 'cells' | 'rows'> {
  const idOf = ({ code, unit }: ReportRow) => `${rowOfForm(form, code)}/${unit ?? ''}`;
  const before = new Map(kept.rows.map((row, r) => [idOf(row), r]));
  const after = new Map(now.rows.map((row, r) => [idOf(row), r]));
  const cells = now.rows.flatMap((row, r) => {
    const was = before.get(idOf(row));
    if (was === undefined) return [];
    return form.columns.flatMap(({ code, unit }, c): DifferenceAnswer['cells'] => {
      const [old, fresh] = [kept.cells[was]?.[c] ?? null, now.cells[r]?.[c] ?? null];
      if (old === fresh) return [];
      return [{ row: row.code, column: code, label: row.label, unit, kept: old, now: fresh }];
    });
  });
  const alone = [
    ...now.rows.filter((row) => !before.has(idOf(row))),
    ...kept.rows.filter((row) => !after.has(idOf(row))),
  ];
  return { cells, rows: alone.map(({ label }) => label) };
}

/** The form's row that a row of a report was made by. */
function rowOfForm(form: Form, code: string): string {
  return (
    form.rows.find((row) => row.code === code || (row.each && code.startsWith(`${row.code}.`)))?.code ?? code
  );
}
