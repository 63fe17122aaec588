import { type CSSProperties, useMemo } from 'react';
import { share } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { Figure, StatusShape, toNumber, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { type RankedRow, ranked } from './order.ts';
import './ranking.css';

export function RankingHeading({ config }: WidgetProps<Config>) {
  const indicator = useCatalogue().get(config.indicator);
  const locale = useLocale();
  const { t } = useStrings('widgets');
  return (
    <>{indicator ? t('ranking.by', { name: inSentence(indicator.short[locale]) }) : t('ranking.title')}</>
  );
}

/** Offices in order of one indicator: name, value, a thin bar with its tick at the target to date, status. */
export function RankingView({ config }: WidgetProps<Config>) {
  const { indicator, order, limit } = config;
  const rows = useAnswer(question(config))?.rows;
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const shown = useMemo(
    () => (rows ? ranked(rows, indicator, order).slice(0, limit) : undefined),
    [rows, indicator, order, limit],
  );
  if (!shown) return <Notice tone="quiet" title={frame('waiting')} />;
  if (shown.length === 0) return <Notice tone="quiet" title={t('ranking.empty')} />;
  const end = Math.max(...shown.map((r) => lengthOf(r, indicator)));
  return (
    <ol className="ranking" style={{ '--half': Math.ceil(shown.length / 2) } as CSSProperties}>
      {shown.map((row, i) => (
        <Row key={row.unit} row={row} place={i + 1} indicator={indicator} end={end} />
      ))}
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
  readonly indicator: string;
  readonly end: number;
}

function Row({ row, place, indicator, end }: RowProps) {
  const value = row.values[indicator];
  const short = useShortName();
  if (!value) return null;
  const { target } = value;
  return (
    <li className="ranking-row">
      <span className="ranking-place">{place}</span>
      <span className="ranking-name">{short(row.name)}</span>
      <span className="ranking-value">
        <Figure value={value.value} kind={value} />
      </span>
      <span className="ranking-status">{target?.status && <StatusShape status={target.status} />}</span>
      <span className="ranking-bar">
        <i className="ranking-length" style={{ width: share(toNumber(value.value) ?? 0, end) }} />
        {target && <i className="ranking-target" style={{ left: share(target.toDate, end) }} />}
      </span>
    </li>
  );
}

function lengthOf(row: RankedRow, indicator: string): number {
  const value = row.values[indicator];
  return Math.max(toNumber(value?.value ?? null) ?? 0, value?.target?.toDate ?? 0);
}
