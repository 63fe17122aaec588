import type { PastCaption } from '../../electron/contract/past.ts';
import { useLive } from '../data/index.ts';
import { ageOf, formatClock, formatClockSeconds, formatDay, useLocale, useStrings } from '../ui/index.ts';
import './caption.css';

/** Under a picture of a past minute: what it is, of when, what scene, how old its sources were, who made it and when. */
export function Caption({ past }: { readonly past: PastCaption }) {
  const { t } = useStrings('wall');
  const locale = useLocale();
  const scene = useLive((s) => s.scene?.title[locale]) ?? '';
  const at = Date.parse(past.at);
  const made = Date.parse(past.askedAt);
  return (
    <p className="caption">
      <b>{t('past.of', { time: formatClockSeconds(at), day: formatDay(at) })}</b>
      <span>{t('past.scene', { scene })}</span>
      <SourceAges at={at} />
      <span>{t('past.made', { by: past.by, time: formatClock(made), day: formatDay(made) })}</span>
    </p>
  );
}

function SourceAges({ at }: { readonly at: number }) {
  const { t } = useStrings('wall');
  const age = useStrings('age').t;
  const sources = useLive((s) => s.sources);
  const words = sources
    .filter(({ nature }) => nature !== 'published')
    .map(({ name, state, heardAt }) => {
      if (state === 'on_time') return t('past.on_time', { source: name });
      if (heardAt === null) return t('past.unheard', { source: name });
      const { unit, count } = ageOf(Math.max(0, (at - Date.parse(heardAt)) / 1000));
      return t('past.heard', { source: name, ago: age(`ago.${unit}`, { count }) });
    });
  return <span>{words.join(', ')}</span>;
}
