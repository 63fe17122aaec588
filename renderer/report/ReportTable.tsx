/** The table of a report: the same in the console and on paper. */
import type { ReactNode } from 'react';
import {
  cellText,
  headingOf,
  markOf,
  type ReportLocale,
  reportWords,
} from '../../electron/contract/reportFace.ts';
import type { ReportSheet } from '../../electron/contract/reports.ts';
import './reportTable.css';

interface ReportTableProps {
  readonly sheet: Pick<ReportSheet, 'form' | 'content'>;
  readonly locale: ReportLocale;
  readonly label?: string;
  /** What stands in a cell instead of its bare figure. */
  readonly draw?: (text: string, row: number, column: number) => ReactNode;
  /** Cells that a check found wrong. */
  readonly isWrong?: (row: number, column: number) => boolean;
}

export function ReportTable({ sheet, locale, label, draw, isWrong }: ReportTableProps) {
  const { form, content } = sheet;
  const heading = headingOf(form.columns, locale);
  const words = reportWords(locale);
  return (
    <table className="report-table" aria-label={label}>
      <thead>
        {heading.map((cells, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a heading are its levels
          <tr key={level} data-codes={level === heading.length - 1 || undefined}>
            {level === 0 && (
              <>
                <th scope="col" rowSpan={heading.length} className="mark">
                  {words.mark}
                </th>
                <th scope="col" rowSpan={heading.length}>
                  {words.rows}
                </th>
              </>
            )}
            {cells.map(({ label: text, column, columns, rows }) => (
              <th key={column} scope={columns > 1 ? 'colgroup' : 'col'} colSpan={columns} rowSpan={rows}>
                {text}
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {content.rows.map((row, r) => (
          <tr key={row.code} data-bold={row.bold || undefined}>
            <td className="mark">{markOf(form, row.code)}</td>
            <th scope="row" data-level={row.level}>
              {row.label[locale]}
            </th>
            {form.columns.map((column, c) => {
              const text = cellText(content.cells[r]?.[c] ?? null, column.decimals, locale);
              return (
                <td key={column.code} className="figure-cell" data-wrong={isWrong?.(r, c) || undefined}>
                  {draw ? draw(text, r, c) : text}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
