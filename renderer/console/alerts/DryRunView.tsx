import type { AlertDryRun } from '../../../electron/contract/alerts.ts';
import { useCatalogue } from '../../data/index.ts';
import { formatDay, useAlertFigure, useStrings } from '../../ui/index.ts';
import type { RuleDraft } from './ruleDraft.ts';

/** Stretches that are listed. */
const LISTED = 30;

interface DryRunViewProps {
  readonly outcome: AlertDryRun | 'running';
  readonly draft: RuleDraft;
}

/** When the rule would have fired in the past year: how often, where, and for how long. */
export function DryRunView({ outcome, draft }: DryRunViewProps) {
  const { t } = useStrings('alerts');
  const figure = useAlertFigure();
  const kind = useKind(draft);
  if (outcome === 'running') return <p role="status">{t('dry.running')}</p>;
  const { from, to, times, subjects, looks, stretches, byDay, errors } = outcome;
  const day = (instant: string) => formatDay(Date.parse(instant));
  const most = Math.max(0, ...byDay.map(({ standing }) => standing));
  const said = { from: day(from), to: day(to), times, subjects, looks };
  return (
    <div className="dry-run" role="status">
      <p>
        <b>{t(times === 0 ? 'dry.never' : 'dry.outcome', said)}</b>
      </p>
      {errors.length > 0 && (
        <p role="alert">{t('dry.errors', { why: errors.map((one) => t(`error.${one}`)).join(', ') })}</p>
      )}
      {times > 0 && (
        <>
          <svg
            className="dry-days"
            viewBox={`0 0 ${byDay.length} 20`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            {byDay.map(({ day: one, standing }, i) => (
              <rect
                key={one}
                x={i}
                width={1}
                y={20 - (20 * standing) / Math.max(1, most)}
                height={(20 * standing) / Math.max(1, most)}
              />
            ))}
          </svg>
          <p className="note">{t('dry.days', { most })}</p>
          <div className="scrolled">
            <table className="sources">
              <thead>
                <tr>
                  {(['where', 'from', 'to', 'value'] as const).map((one) => (
                    <th key={one} scope="col">
                      {t(`dry.${one}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {stretches.slice(0, LISTED).map((one) => (
                  <tr key={`${one.unit ?? one.source} ${one.from}`}>
                    <th scope="row">{one.unitName ?? one.source}</th>
                    <td className="when">{day(one.from)}</td>
                    <td className="when">{one.to === null ? t('dry.now') : day(one.to)}</td>
                    <td>{figure(one.value, kind)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {times > LISTED && <p className="note">{t('dry.more', { count: times - LISTED })}</p>}
        </>
      )}
    </div>
  );
}

/** What figures of the rule are measured in. */
function useKind({ kind, of, indicator }: RuleDraft): Parameters<ReturnType<typeof useAlertFigure>>[1] {
  const known = useCatalogue().get(indicator);
  if (kind === 'history') return { measuredIn: 'spread', decimals: 1 };
  if (kind === 'rank') return { measuredIn: 'place', decimals: 0 };
  if (kind === 'freshness') return { measuredIn: 'minute', decimals: 0 };
  if (kind === 'forecast') return { measuredIn: 'probability', decimals: 1 };
  if (kind === 'fixed' && of !== 'indicator')
    return { measuredIn: of === 'money' ? 'dong' : 'case', decimals: 0 };
  return { measuredIn: known?.unit ?? 'case', decimals: known?.decimals ?? 0 };
}
