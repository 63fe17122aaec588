import { useMemo } from 'react';
import { type Size, useSize } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import { formatNumber, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Band, drawn, type Flow, largest, type Stop } from './bands.ts';
import { type Config, question } from './config.ts';
import './entrustments.css';

const UNITS = { ask: 'units' } as const;
/** Height of a line of type with the gap to the next one, and room for the names of one side, rem. */
const LINE_REM = 2;
const SIDE_REM = 9.2;

/** "27 quyết định ủy thác giữa các đơn vị" */
export function EntrustmentsHeading({ config }: WidgetProps<Config>) {
  const flows = useAnswer(question(config))?.flows;
  const locale = useLocale();
  const { t } = useStrings('widgets');
  if (!flows || flows.length === 0) return <>{t('entrustments.title')}</>;
  const count = flows.reduce((sum, { decisions }) => sum + decisions, 0);
  return <>{t('entrustments.heading', { count, number: formatNumber(count, 0, locale) })}</>;
}

/** Who entrusts to whom: givers at the left, takers at the right, bands as thick as there are decisions. */
export function EntrustmentsView({ config }: WidgetProps<Config>) {
  const flows = useAnswer(question(config))?.flows;
  const frame = useStrings('frame').t;
  const { t } = useStrings('widgets');
  const [box, size] = useSize<HTMLDivElement>();
  const rows = size ? Math.floor(size.height / (LINE_REM * size.rem)) : config.limit;
  const shown = useMemo(() => largest(flows ?? [], config.limit, rows), [flows, config.limit, rows]);
  if (!flows) return <Notice tone="quiet" title={frame('waiting')} />;
  if (flows.length === 0) return <Notice tone="quiet" title={t('entrustments.empty')} />;
  return (
    <div className="entrustments" ref={box}>
      {size && size.width > 0 && size.height > 0 && <Bands flows={shown} size={size} />}
    </div>
  );
}

function Bands({ flows, size }: { readonly flows: readonly Flow[]; readonly size: Size }) {
  const { width, height, rem } = size;
  const { givers, takers, bands } = useMemo(
    () => drawn(flows, (LINE_REM * rem) / height),
    [flows, rem, height],
  );
  const nameOf = useNames(flows);
  const side = Math.min(SIDE_REM * rem, width * 0.42);
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
      <Names stops={givers} nameOf={nameOf} width={side} end="from" />
      <Names stops={takers} nameOf={nameOf} width={side} end="to" />
    </>
  );
}

interface NamesProps {
  readonly stops: readonly Stop[];
  readonly nameOf: (unit: string) => string;
  readonly width: number;
  readonly end: 'from' | 'to';
}

function Names({ stops, nameOf, width, end }: NamesProps) {
  return (
    <ol className="entrustments-names" data-end={end} style={{ width }}>
      {stops.map(({ unit, decisions, height }) => (
        <li key={unit} style={{ height: `${height * 100}%` }}>
          <span className="entrustments-name">{nameOf(unit)}</span>
          <b>{decisions}</b>
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
