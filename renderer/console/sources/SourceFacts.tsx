import type { ReactNode } from 'react';
import type { SourceHealth } from '../../../electron/contract/answers.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { useAgo } from '../useAgo.ts';
import { whenText } from '../whenText.ts';

/** How a source goes, in figures: when it was heard, how far behind it is, what came of it. */
export function SourceFacts({ source }: { readonly source: SourceHealth }) {
  const { t } = useStrings('sources');
  const locale = useLocale();
  const ago = useAgo();
  const { ageS, behind, linesPerMinute, deliveredAt, lastEventAt, lastSeq, due, counts } = source;
  const whole = (n: number) => formatNumber(n, 0, locale);
  const facts: [name: string, fact: ReactNode][] = [
    ['heard', ageS === null ? t('fact.never') : ago(ageS)],
    ['behind', behind === null ? t('fact.unsaid') : whole(behind)],
    ['rate', t('fact.perMinute', { count: whole(linesPerMinute ?? 0) })],
    ['delivered', deliveredAt ? whenText(deliveredAt) : t('fact.never')],
    ['lastEvent', lastEventAt === null ? '–' : whenText(lastEventAt)],
    ['accepted', whole(counts.accepted)],
  ];
  if (counts.duplicates > 0) facts.push(['duplicates', whole(counts.duplicates)]);
  if (lastSeq > 0) facts.push(['lastSeq', whole(lastSeq)]);
  if (counts.held > 0) facts.push(['held', whole(counts.held)]);
  return (
    <dl className="source-facts">
      {due && (
        <div data-due={due.delivery}>
          <dt>{t('fact.due')}</dt>
          <dd>{t(`due.${due.delivery}`, { when: whenText(due.at) })}</dd>
        </div>
      )}
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{t(`fact.${name}`)}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
