import { useMemo } from 'react';
import { type Size, useSize } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import {
  formatMoney,
  formatNumber,
  type Locale,
  moneyScale,
  useLocale,
  useShortName,
  useStrings,
} from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Band, drawn, type Flow, flowsBy, largest, type Stop } from './bands.ts';
import { type Config, question } from './config.ts';
import './entrustments.css';

const UNITS = { ask: 'units' } as const;
/** Height of a line of type with the gap to the next one, and room for the names of one side, rem. */
const LINE_REM = 2;
const SIDE_REM = 9.2;
/** Amounts of money are longer than counts. */
const SIDE_MONEY_REM = 11;

/** "27 quyết định ủy thác giữa các đơn vị", "385,7 tỷ đồng ủy thác giữa các đơn vị" */
export function EntrustmentsHeading({ config }: WidgetProps<Config>) {
  const flows = useAnswer(question(config))?.flows;
  const locale = useLocale();
  const { t } = useStrings(['widgets', 'units']);
  if (!flows || flows.length === 0) return <>{t('entrustments.title')}</>;
  if (config.flowsBy === 'money') {
    const sum = totalOf(flowsBy(flows, 'money'));
    if (sum === 0n) return <>{t('entrustments.title')}</>;
    const scale = moneyScale(sum, locale);
    const number = formatMoney(sum, scale, locale);
    return <>{t('entrustments.heading_money', { number, unit: t(`units:${scale.unit}`) })}</>;
  }
  const count = flows.reduce((sum, { decisions }) => sum + decisions, 0);
  return <>{t('entrustments.heading', { count, number: formatNumber(count, 0, locale) })}</>;
}

/** Who entrusts to whom: givers at the left, takers at the right, bands as thick as there are decisions, or money. */
export function EntrustmentsView({ config }: WidgetProps<Config>) {
  const told = useAnswer(question(config))?.flows;
  const frame = useStrings('frame').t;
  const { t } = useStrings('widgets');
  const locale = useLocale();
  const [box, size] = useSize<HTMLDivElement>();
  const rows = size ? Math.floor(size.height / (LINE_REM * size.rem)) : config.limit;
  const by = config.flowsBy;
  const flows = useMemo(() => flowsBy(told ?? [], by), [told, by]);
  const shown = useMemo(() => largest(flows, config.limit, rows), [flows, config.limit, rows]);
  if (!told) return <Notice tone="quiet" title={frame('waiting')} />;
  if (told.length === 0) return <Notice tone="quiet" title={t('entrustments.empty')} />;
  if (flows.length === 0) return <Notice tone="quiet" title={t('entrustments.empty_money')} />;
  const without = by === 'money' ? told.reduce((sum, { withoutMoney }) => sum + withoutMoney, 0) : 0;
  const write = writer(by, totalOf(flows), locale);
  return (
    <div className="entrustments">
      <div className="entrustments-box" ref={box}>
        {size && size.width > 0 && size.height > 0 && (
          <Bands flows={shown} size={size} side={by === 'money' ? SIDE_MONEY_REM : SIDE_REM} write={write} />
        )}
      </div>
      {without > 0 && <p className="entrustments-without">{t('entrustments.without', { count: without })}</p>}
    </div>
  );
}

function totalOf(flows: readonly Flow[]): bigint {
  return flows.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Amounts of money are cut as their sum is, whose unit the heading says. */
function writer(by: Config['flowsBy'], total: bigint, locale: Locale): (amount: bigint) => string {
  const scale = moneyScale(total, locale);
  return (amount) =>
    by === 'money' ? formatMoney(amount, scale, locale) : formatNumber(Number(amount), 0, locale);
}

interface BandsProps {
  readonly flows: readonly Flow[];
  readonly size: Size;
  /** Room for the names of one side, rem. */
  readonly side: number;
  readonly write: (amount: bigint) => string;
}

function Bands({ flows, size, side: sideRem, write }: BandsProps) {
  const { width, height, rem } = size;
  const { givers, takers, bands } = useMemo(
    () => drawn(flows, (LINE_REM * rem) / height),
    [flows, rem, height],
  );
  const nameOf = useNames(flows);
  const side = Math.min(sideRem * rem, width * 0.42);
  const names = { nameOf, write, width: side };
  return (
    <>
      <svg className="entrustments-bands" width={width} height={height} aria-hidden="true">
        {bands.map((band) => (
          <path
            key={`${band.flow.from} ${band.flow.to}`}
            d={bandPath(band, { from: side, to: width - side, height })}
          />
        ))}
      </svg>
      <Names stops={givers} {...names} end="from" />
      <Names stops={takers} {...names} end="to" />
    </>
  );
}

interface NamesProps {
  readonly stops: readonly Stop[];
  readonly nameOf: (unit: string) => string;
  readonly write: (amount: bigint) => string;
  readonly width: number;
  readonly end: 'from' | 'to';
}

function Names({ stops, nameOf, write, width, end }: NamesProps) {
  return (
    <ol className="entrustments-names" data-end={end} style={{ width }}>
      {stops.map(({ unit, amount, height }) => (
        <li key={unit} style={{ height: `${height * 100}%` }}>
          <span className="entrustments-name">{nameOf(unit)}</span>
          <b>{write(amount)}</b>
        </li>
      ))}
    </ol>
  );
}

/** Names of the units at both ends; of one outside of what is told about the organisation, the name that the decision gives. */
function useNames(flows: readonly Flow[]): (unit: string) => string {
  const units = useAnswer(UNITS)?.units;
  const short = useShortName();
  const brief = useOfficeName();
  const names = useMemo(
    () =>
      new Map([
        ...flows.flatMap(({ to, toName }) => (toName === null ? [] : [[to, toName] as const])),
        ...(units ?? []).map(({ unit, name }) => [unit, name] as const),
      ]),
    [flows, units],
  );
  return (unit) => short(brief(names.get(unit) ?? unit));
}

function bandPath({ leaves, arrives }: Band, at: { from: number; to: number; height: number }): string {
  const { from, to, height } = at;
  const middle = (from + to) / 2;
  const [a, b] = [leaves.top * height, (leaves.top + leaves.height) * height];
  const [c, d] = [arrives.top * height, (arrives.top + arrives.height) * height];
  const n = (value: number) => value.toFixed(1);
  return (
    `M${n(from)} ${n(a)}C${n(middle)} ${n(a)} ${n(middle)} ${n(c)} ${n(to)} ${n(c)}` +
    `L${n(to)} ${n(d)}C${n(middle)} ${n(d)} ${n(middle)} ${n(b)} ${n(from)} ${n(b)}Z`
  );
}
