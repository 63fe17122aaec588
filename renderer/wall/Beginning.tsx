import { useLive } from '../data/index.ts';
import { formatNumber, useLocale, useStrings } from '../ui/index.ts';
import { arrived } from './progress.ts';
import './beginning.css';

/** The wall before its first figures: says what it is doing and how far it is. */
export function Beginning() {
  const { t } = useStrings('wall');
  const locale = useLocale();
  const state = useLive((s) => {
    if (s.heardAt === null) return 'engine';
    return s.sources.some((x) => x.nature !== 'published') ? 'loading' : 'no_source';
  });
  const share = useLive((s) => arrived(s.sources));
  const events = useLive((s) => s.sources.reduce((sum, x) => sum + x.lastSeq, 0));
  const source = useLive((s) => s.sources.find((x) => (x.behind ?? 0) > 0)?.name ?? null);
  const percent = share === null ? null : Math.floor(share * 100);
  return (
    <div className="beginning">
      <div className="beginning-words">
        <p className="beginning-title">{t(`beginning.${state}.title`)}</p>
        <p className="beginning-detail">
          {state === 'loading' && events > 0
            ? t('beginning.loading.detail', { number: formatNumber(events, 0, locale), source: source ?? '' })
            : t(`beginning.${state}.waiting`)}
        </p>
        {state === 'loading' && percent !== null && (
          <div className="beginning-progress">
            <span className="beginning-percent">{percent}</span>
            <span className="beginning-sign">%</span>
            <span className="beginning-track">
              <i style={{ width: `${(share ?? 0) * 100}%` }} />
            </span>
          </div>
        )}
      </div>
    </div>
  );
}
