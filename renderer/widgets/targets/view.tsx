import { useMemo } from 'react';
import type { RankingAnswer } from '../../../electron/contract/answers.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { differenceText, Figure, StatusMark, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { furthestBehind } from './furthest.ts';
import './targets.css';

/** Offices furthest from their targets to date. Nobody behind is good news and says so. */
export function TargetsView({ config }: WidgetProps<Config>) {
  const rows = useAnswer(question(config))?.rows;
  const catalogue = useCatalogue();
  const locale = useLocale();
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const short = useShortName();
  const behind = useMemo(
    () => (rows ? furthestBehind(rows, config.indicators) : undefined),
    [rows, config.indicators],
  );
  if (!rows || !behind) return <Notice tone="quiet" title={frame('waiting')} />;
  if (behind.length === 0) {
    const any = rows.some((r) => config.indicators.some((key) => r.values[key]?.target));
    return <Notice tone={any ? 'good' : 'quiet'} title={t(any ? 'targets.all_met' : 'targets.none_set')} />;
  }
  const more = behind.length - config.limit;
  return (
    <div className="targets-box">
      <table className="targets">
        <thead>
          <tr>
            <th scope="col">{t('targets.unit')}</th>
            {config.indicators.map((key) => (
              <th key={key} scope="col" colSpan={3}>
                {catalogue.get(key)?.short[locale]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {behind.slice(0, config.limit).map(({ row }) => (
            <tr key={row.unit}>
              <th scope="row">{short(row.name)}</th>
              {config.indicators.map((key) => (
                <Cells key={key} value={row.values[key]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="targets-more">{t('targets.more', { count: more })}</p>}
    </div>
  );
}

type RankedValue = RankingAnswer['rows'][number]['values'][string];

/** Value, its distance from the target to date, and what that amounts to. */
function Cells({ value }: { readonly value: RankedValue | undefined }) {
  const locale = useLocale();
  const { t } = useStrings('units');
  if (!value) return <td colSpan={3} />;
  const { target } = value;
  const toDate = target && (value.unit === 'dong' ? String(Math.round(target.toDate)) : target.toDate);
  const gap = toDate === null ? null : differenceText(value.value, toDate, value, locale);
  return (
    <>
      <td className="targets-value">
        <Figure value={value.value} kind={value} />
      </td>
      <td className="targets-gap">{gap && `${gap.number} ${t(`short.${gap.unit}`)}`}</td>
      <td className="targets-status">{target?.status && <StatusMark status={target.status} />}</td>
    </>
  );
}
