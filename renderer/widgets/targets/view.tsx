import { useMemo } from 'react';
import type { RankingAnswer } from '../../../electron/contract/answers.ts';
import { useSize } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import {
  differenceText,
  Figure,
  type FigureText,
  StatusMark,
  StatusShape,
  useLocale,
  useShortName,
  useStrings,
} from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { type BehindRow, furthestBehind } from './furthest.ts';
import './targets.css';

/** Heights (rem) of the table's head and of a row of one line, and the width from which it is set larger. */
const NORMAL = { head: 2.6, row: 2.95 };
const LARGE = { head: 3.4, row: 4.1, from: 100 };
/** Below this width (rem) an office is told in one line: where it is furthest behind, and by how much; from `named` on with the
 * indicator's name, from `worded` on with the status in words. */
const LINES = { row: 2.3, below: 76, named: 38, worded: 28 };

/** Offices furthest from their targets to date. Nobody behind is good news and says so. */
export function TargetsView({ config }: WidgetProps<Config>) {
  const rows = useAnswer(question(config))?.rows;
  const catalogue = useCatalogue();
  const locale = useLocale();
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const short = useShortName();
  const [box, size] = useSize<HTMLDivElement>();
  const large = size !== null && size.width >= LARGE.from * size.rem;
  const inLines = size !== null && size.width < LINES.below * size.rem;
  const { head, row } = inLines ? { head: 0, ...LINES } : large ? LARGE : NORMAL;
  const room = size ? Math.max(1, Math.floor((size.height / size.rem - head) / row)) : config.limit;
  const behind = useMemo(
    () => (rows ? furthestBehind(rows, config.indicators) : undefined),
    [rows, config.indicators],
  );
  if (!rows || !behind) return <Notice tone="quiet" title={frame('waiting')} />;
  if (behind.length === 0) {
    const aimed = rows.flatMap((r) =>
      config.indicators.flatMap((key) => (r.values[key]?.target ? [r.values[key]] : [])),
    );
    // Where nothing is known yet nobody has met anything.
    const known = aimed.some(({ value }) => value !== null);
    const said = aimed.length === 0 ? 'none_set' : known ? 'all_met' : 'no_values';
    return <Notice tone={known ? 'good' : 'quiet'} title={t(`targets.${said}`)} />;
  }
  const shown = behind.slice(0, Math.min(config.limit, room));
  if (inLines)
    return (
      <div className="targets-box" ref={box}>
        <table className="targets targets-lines">
          <tbody>
            {shown.map((one) => (
              <Line key={one.row.unit} behind={one} room={size.width / size.rem} />
            ))}
          </tbody>
        </table>
      </div>
    );
  return (
    <div className="targets-box" data-large={large || undefined} ref={box}>
      <table className="targets">
        <thead>
          <tr>
            <th scope="col">
              {shown.length < behind.length
                ? t('targets.furthest_of', { count: shown.length })
                : t('targets.furthest')}
            </th>
            {config.indicators.map((key) => (
              <th key={key} scope="col" colSpan={3}>
                {t('targets.column', { name: catalogue.get(key)?.short[locale] ?? '' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row }) => (
            <tr key={row.unit}>
              <th scope="row">{short(row.name)}</th>
              {config.indicators.map((key) => (
                <Cells key={key} value={row.values[key]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Who, in what, how far it is, by how much it falls short, and what that amounts to. */
function Line({ behind, room }: { readonly behind: BehindRow; readonly room: number }) {
  const { row, indicator } = behind;
  const catalogue = useCatalogue();
  const locale = useLocale();
  const brief = useOfficeName();
  const short = useShortName();
  return (
    <tr>
      <th scope="row">{short(brief(row.name))}</th>
      {room >= LINES.named && <td className="targets-what">{catalogue.get(indicator)?.short[locale]}</td>}
      <Cells value={row.values[indicator]} worded={room >= LINES.worded} />
    </tr>
  );
}

type RankedValue = RankingAnswer['rows'][number]['values'][string];

/** "12 trên 19 đơn vị chưa đạt chỉ tiêu": how many, before who. */
export function TargetsHeading({ config }: WidgetProps<Config>) {
  const rows = useAnswer(question(config))?.rows;
  const { t } = useStrings('widgets');
  if (!rows) return <>{t('targets.title')}</>;
  const withTarget = rows.filter((r) => config.indicators.some((key) => r.values[key]?.target));
  const count = furthestBehind(rows, config.indicators).length;
  if (count === 0) return <>{t('targets.title')}</>;
  return <>{t('targets.heading', { count, of: withTarget.length })}</>;
}

/** Value, its distance from the target to date, and what that amounts to. */
function Cells({
  value,
  worded = true,
}: {
  readonly value: RankedValue | undefined;
  readonly worded?: boolean;
}) {
  const locale = useLocale();
  const { t } = useStrings('units');
  if (!value) return <td colSpan={3} />;
  const { target } = value;
  const toDate = target && (value.unit === 'dong' ? String(Math.round(target.toDate)) : target.toDate);
  const gap = toDate === null ? null : differenceText(value.value, toDate, value, locale);
  const gapText = ({ number, unit }: FigureText) =>
    unit === 'points' ? number : `${number} ${t(`short.${unit}`)}`;
  return (
    <>
      <td className="targets-value">
        <Figure value={value.value} kind={value} />
      </td>
      <td className="targets-gap">{gap && gapText(gap)}</td>
      <td className="targets-status">
        {target?.status &&
          (worded ? <StatusMark status={target.status} /> : <StatusShape status={target.status} />)}
      </td>
    </>
  );
}
