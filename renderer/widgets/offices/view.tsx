import { useMemo } from 'react';
import { Sparkline, useSize } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import { StatusShape, useFigureWords, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type RankedRow, ranked, valueOf } from '../ranking/order.ts';
import { PageMarks } from '../turns/PageMarks.tsx';
import { dealt } from '../turns/turns.ts';
import { useShownPage } from '../turns/useShownPage.ts';
import { type Config, questions } from './config.ts';
import './offices.css';

/** Heights of the head and of a row, rem. */
const HEAD_REM = 3.9;
const ROW_REM = 2.35;
/** Room that the columns need, rem; what has none is left out from the right, the small line first. */
const NAME_REM = 6;
const COLUMN_REM = 9.5;
const LINE_REM = 7;
/** With this much room for its name a unit is called in full. */
const NAMED_REM = 19;

const NO_LINE: readonly (number | null)[] = [];

/** Units under each other: what each has reached in up to three indicators, and the line of its last 30 days. */
export function OfficesView({ config }: WidgetProps<Config>) {
  const { indicators, order } = config;
  const [first = ''] = indicators;
  const asked = questions(config);
  const rows = useAnswer(asked.rows)?.rows;
  const trends = useAnswer(asked.trends)?.rows;
  const frame = useStrings('frame').t;
  const { t } = useStrings('widgets');
  const catalogue = useCatalogue();
  const locale = useLocale();
  const [box, size] = useSize<HTMLDivElement>();
  const sorted = useMemo(() => (rows ? ranked(rows, valueOf(first), order) : []), [rows, first, order]);
  const lines = useMemo(() => new Map(trends?.map(({ unit, trend }) => [unit, trend])), [trends]);
  const height = size ? size.height / size.rem - HEAD_REM : ROW_REM * sorted.length;
  const pages = useMemo(() => dealt(sorted, height / ROW_REM), [sorted, height]);
  const page = useShownPage(pages.length);
  const width = size ? size.width / size.rem : NAMED_REM + indicators.length * COLUMN_REM + LINE_REM;
  const columns = Math.max(1, Math.min(indicators.length, Math.floor((width - NAME_REM) / COLUMN_REM)));
  const lined = width - NAME_REM - columns * COLUMN_REM >= LINE_REM;
  const named = width - columns * COLUMN_REM - (lined ? LINE_REM : 0) >= NAMED_REM;
  if (!rows) return <Notice tone="quiet" title={frame('waiting')} />;
  if (rows.length === 0) return <Notice tone="quiet" title={t('ranking.empty')} />;
  return (
    <div className="offices-box" ref={box}>
      <table className="offices">
        <colgroup>
          <col style={named ? undefined : { width: `${NAME_REM}rem` }} />
          {indicators.slice(0, columns).map((key) => (
            <col key={key} style={{ width: `${COLUMN_REM}rem` }} />
          ))}
          {lined && <col style={named ? { width: `${LINE_REM}rem` } : undefined} />}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" aria-label={t('offices.unit')} />
            {indicators.slice(0, columns).map((key) => (
              <th key={key} scope="col">
                {catalogue.get(key)?.short[locale]}
              </th>
            ))}
            {lined && <th scope="col">{t('offices.days')}</th>}
          </tr>
        </thead>
        <tbody>
          {(pages[page] ?? []).map((row) => (
            <Row
              key={row.unit}
              row={row}
              indicators={indicators.slice(0, columns)}
              line={lined ? (lines.get(row.unit) ?? NO_LINE) : null}
              named={named}
            />
          ))}
        </tbody>
      </table>
      <PageMarks count={pages.length} shown={page} />
    </div>
  );
}

interface RowProps {
  readonly row: RankedRow;
  readonly indicators: readonly string[];
  /** `null` where there is no room for one. */
  readonly line: readonly (number | null)[] | null;
  readonly named: boolean;
}

function Row({ row, indicators, line, named }: RowProps) {
  const short = useShortName();
  const brief = useOfficeName();
  const words = useFigureWords();
  return (
    <tr>
      <th scope="row">
        <span className="offices-name">{short(named ? row.name : brief(row.name))}</span>
      </th>
      {indicators.map((key) => {
        const value = row.values[key];
        return (
          <td key={key}>
            {value && (
              <span className="offices-value">
                {words.value(value.value, value)}
                {value.target && (
                  <span className="offices-status">
                    {value.target.status && <StatusShape status={value.target.status} />}
                  </span>
                )}
              </span>
            )}
          </td>
        );
      })}
      {line && (
        <td className="offices-line">
          <Sparkline values={line} />
        </td>
      )}
    </tr>
  );
}
