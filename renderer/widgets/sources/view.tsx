import type { SourceHealth } from '../../../electron/contract/answers.ts';
import { levelOf } from '../../../electron/contract/freshness.ts';
import { useLive } from '../../data/index.ts';
import { ageOf, formatClock, formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { Notice } from '../frame/Notice.tsx';
import './sources.css';

/** Each source: is it heard, how old is its last word, what did it send that could not be used. */
export function SourcesView() {
  const sources = useLive((s) => s.sources);
  const heard = useLive((s) => s.heardAt !== null);
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  if (!heard) return <Notice tone="quiet" title={frame('waiting')} />;
  if (sources.length === 0) return <Notice tone="quiet" title={t('sources.empty')} />;
  return (
    <ul className="source-list">
      {sources.map((s) => (
        <Source key={s.id} source={s} />
      ))}
    </ul>
  );
}

function Source({ source }: { readonly source: SourceHealth }) {
  const { t } = useStrings('widgets');
  const locale = useLocale();
  const { accepted, held, quarantined } = source.counts;
  const number = (n: number) => formatNumber(n, 0, locale);
  const record = source.nature === 'published';
  // Of a source that is late the screen says how much so, as header and figures do.
  const level = useLive((s) => levelOf(source, s.now));
  const state = level === null || level === 'late' || source.state === 'on_time' ? source.state : level;
  return (
    <li className="source" data-state={record ? 'record' : source.state} data-level={level ?? undefined}>
      <div className="source-line">
        <span className="source-name">{source.name}</span>
        <span className="source-state">
          {record ? t('sources.state.record') : t(`sources.state.${state}`)}
        </span>
      </div>
      <p className="source-counts">
        {!record && source.state !== 'on_time' && <HeardAge heardAt={source.heardAt} />}
        {!record && source.lastEventAt && (
          <span>{t('sources.newest', { time: formatClock(Date.parse(source.lastEventAt)) })}</span>
        )}
        <span>{t('sources.accepted', { count: accepted, number: number(accepted) })}</span>
        {held > 0 && <span>{t('sources.held', { count: held, number: number(held) })}</span>}
        {quarantined > 0 && (
          <span>{t('sources.quarantined', { count: quarantined, number: number(quarantined) })}</span>
        )}
        {(source.behind ?? 0) > 0 && (
          <span>
            {t('sources.behind', { count: source.behind ?? 0, number: number(source.behind ?? 0) })}
          </span>
        )}
      </p>
    </li>
  );
}

/** Ticks each second, alone. */
function HeardAge({ heardAt }: { readonly heardAt: string | null }) {
  const { t } = useStrings('age');
  const seconds = useLive((s) =>
    heardAt === null ? null : Math.floor((s.now - Date.parse(heardAt)) / 1000),
  );
  if (seconds === null) return null;
  const { unit, count } = ageOf(seconds);
  return <span className="source-age">{t(`ago.${unit}`, { count })}</span>;
}
