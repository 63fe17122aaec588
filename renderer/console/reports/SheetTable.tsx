import type { CellWay, ReportSheet } from '../../../electron/contract/reports.ts';
import { ReportTable } from '../../report/ReportTable.tsx';
import { useLocale, useStrings } from '../../ui/index.ts';
import { casesLink, isCaseLetter } from '../cases/caseAddress.ts';

interface SheetTableProps {
  readonly sheet: ReportSheet;
  /** Whether cases may be opened behind the cells. */
  readonly mayOpen: boolean;
}

/** The table of a report, each cell a way to its cases, cells that a check found wrong marked. */
export function SheetTable({ sheet, mayOpen }: SheetTableProps) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const { form, content, ways } = sheet;
  const wrong = new Set(
    content.checks
      .filter(({ holds }) => holds === false)
      .map(({ row, column }) => `${row ?? ''}/${column ?? ''}`),
  );
  const isWrong = (r: number, c: number) => {
    const [row, column] = [content.rows[r]?.code ?? '', form.columns[c]?.code ?? ''];
    return [`${row}/${column}`, `${row}/`, `/${column}`].some((one) => wrong.has(one));
  };
  function draw(text: string, r: number, c: number) {
    const way = ways[r]?.[c];
    const link = mayOpen && way && content.cells[r]?.[c] !== null ? wayLink(way, content) : null;
    if (link === null) return text;
    const about = `${content.rows[r]?.label[locale] ?? ''}, ${form.columns[c]?.label[locale] ?? ''}`;
    return (
      <a href={link} aria-label={t('openCases', { about, value: text })}>
        {text}
      </a>
    );
  }
  return (
    <div className="scrolled" role="group" aria-label={form.title[locale]} tabIndex={0}>
      <ReportTable sheet={sheet} locale={locale} label={form.title[locale]} draw={draw} isWrong={isWrong} />
    </div>
  );
}

/** Receipts, decisions and enforcers have no list of cases behind them. */
function wayLink({ letter, unit, of, where }: CellWay, { year, at }: ReportSheet['content']): string | null {
  return isCaseLetter(letter) ? casesLink({ unit, year, at, letter, of, ...where }) : null;
}
