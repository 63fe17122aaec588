import { useMemo } from 'react';
import { share, useSize } from '../../charts/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { Figure, StatusShape, toNumber, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { endsOf, movesOf, type RankedRow, ranked, valueOf } from './order.ts';
import './ranking.css';

export function RankingHeading({ config }: WidgetProps<Config>) {
  const indicator = useCatalogue().get(config.indicator);
  const locale = useLocale();
  const { t } = useStrings('widgets');
  return (
    <>
      {indicator ? t('ranking.by', { name: inSentence(indicator.short[locale]) }) : t('ranking.title')}
      {indicator && config.moves && <span className="ranking-legend">{t('ranking.moves')}</span>}
    </>
  );
}

/** A row needs this, and in fewer rem than the second offices are named by their number alone. */
const ROW_REM = 2.35;
const BRIEF_REM = { usual: 24, withMoves: 34 };

/** Offices in order of one indicator: name, value, a thin bar with its tick at the target to date, status. */
export function RankingView({ config }: WidgetProps<Config>) {
  const { indicator, order, limit } = config;
  const rows = useAnswer(question(config))?.rows;
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const [box, size] = useSize<HTMLOListElement>();
  const shown = useMemo(
    () => (rows ? ranked(rows, valueOf(indicator), order).slice(0, limit) : undefined),
    [rows, indicator, order, limit],
  );
  const moves = useMemo(
    () => (rows && config.moves ? movesOf(rows, indicator, order) : null),
    [rows, indicator, order, config.moves],
  );
  const room = size ? Math.floor(size.height / (ROW_REM * size.rem)) : Number.POSITIVE_INFINITY;
  const brief = size !== null && size.width < BRIEF_REM[config.moves ? 'withMoves' : 'usual'] * size.rem;
  if (!shown) return <Notice tone="quiet" title={frame('waiting')} />;
  if (shown.length === 0) return <Notice tone="quiet" title={t('ranking.empty')} />;
  const end = Math.max(...shown.map((r) => lengthOf(r, indicator)));
  const { top, bottom } = endsOf(shown.length, room);
  return (
    <ol className="ranking" ref={box}>
      {shown.map((row, i) =>
        i < top || i >= shown.length - bottom ? (
          <Row
            key={row.unit}
            row={row}
            place={i + 1}
            move={moves && (moves.get(row.unit) ?? null)}
            indicator={indicator}
            end={end}
            brief={brief}
          />
        ) : i === top ? (
          <li key="between" className="ranking-between">
            {t('ranking.between', { count: shown.length - top - bottom })}
          </li>
        ) : null,
      )}
    </ol>
  );
}

/** A name as it stands inside a sentence. */
function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

interface RowProps {
  readonly row: RankedRow;
  readonly place: number;
  /** Places gained since last year; `null` where there is nothing to compare with. */
  readonly move: number | null;
  readonly indicator: string;
  readonly end: number;
  /** The shortest name there is. */
  readonly brief: boolean;
}

function Row({ row, place, move, indicator, end, brief }: RowProps) {
  const value = row.values[indicator];
  const short = useShortName();
  const briefName = useOfficeName();
  if (!value) return null;
  const { target } = value;
  return (
    <li className="ranking-row">
      <span className="ranking-place">{place}</span>
      <span className="ranking-name">{brief ? short(briefName(row.name)) : short(row.name)}</span>
      <span className="ranking-move">{move === null ? '' : moveText(move)}</span>
      <span className="ranking-value">
        <Figure value={value.value} kind={value} brief unitless={brief && value.unit === 'percent'} />
      </span>
      <span className="ranking-status">{target?.status && <StatusShape status={target.status} />}</span>
      <span className="ranking-bar">
        <i className="ranking-length" style={{ width: share(toNumber(value.value) ?? 0, end) }} />
        {target && <i className="ranking-target" style={{ left: share(target.toDate, end) }} />}
      </span>
    </li>
  );
}

/** "↑2", "↓1", "=": an arrow and not a triangle, which is a status. */
function moveText(move: number): string {
  return move === 0 ? '=' : `${move > 0 ? '↑' : '↓'}${Math.abs(move)}`;
}

function lengthOf(row: RankedRow, indicator: string): number {
  const value = row.values[indicator];
  return Math.max(toNumber(value?.value ?? null) ?? 0, value?.target?.toDate ?? 0);
}
