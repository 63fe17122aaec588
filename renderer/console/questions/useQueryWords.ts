/** A query as a person reads it: what was understood, part by part. */
import type { Period, Query, Subject } from '../../../electron/contract/questions.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { dayText } from '../organisation/dayText.ts';

export const UNITS = { ask: 'units' } as const;

export interface QueryPart {
  readonly name: 'kind' | 'subject' | 'unit' | 'only' | 'period' | 'with';
  readonly words: string;
}

export function periodText({ from, to }: Period): string {
  return from === to ? dayText(to) : `${dayText(from)} – ${dayText(to)}`;
}

export function useSubjectName(): (subject: Subject) => string {
  const { t } = useStrings('questions');
  const catalogue = useCatalogue();
  const locale = useLocale();
  return (subject) => {
    if (subject.of === 'indicator') return catalogue.get(subject.key)?.name[locale] ?? subject.key;
    return t(`letter.${subject.of}`, { name: t(`letter.${subject.letter}`, { ns: 'years' }) });
  };
}

export function useQueryWords(query: Query): readonly QueryPart[] {
  const { t } = useStrings('questions');
  const locale = useLocale();
  const subjectName = useSubjectName();
  const units = useAnswer(UNITS)?.units;
  const unitName = (key: string) => units?.find(({ unit }) => unit === key)?.name ?? key;

  function kindWords(): string {
    switch (query.kind) {
      case 'ranking':
        return [
          t(`order.${query.order}`),
          query.limit !== null && t('limit', { count: query.limit }),
          query.bound &&
            t(`bound.${query.bound.is}`, {
              value: formatNumber(query.bound.value, decimalsOf(query.bound.value), locale),
            }),
          query.of !== undefined && t('placeOf', { unit: unitName(query.of) }),
        ]
          .filter((part) => typeof part === 'string')
          .join(', ');
      case 'breakdown':
        return t(`kind.breakdown.${query.by}`);
      case 'trend':
        return t(`kind.trend.${query.step}`);
      case 'target':
        return t(query.level === null ? 'kind.target.one' : `kind.target.${query.show ?? 'short'}`);
      default:
        return t(`kind.${query.kind}`);
    }
  }

  function onlyWords(): string | null {
    const only = 'only' in query ? query.only : undefined;
    const parts = [
      only?.category && t(`category.${only.category}`),
      only?.initiation && t(`initiation.${only.initiation}`),
    ].filter((part) => part !== undefined);
    return parts.length === 0 ? null : parts.join(', ');
  }

  function withWords(): string | null {
    if (query.kind !== 'comparison') return null;
    return query.with.by === 'period'
      ? periodText(query.with.period)
      : query.with.units.map(unitName).join(', ');
  }

  const parts: [QueryPart['name'], string | null][] = [
    ['kind', kindWords()],
    ['subject', 'subject' in query ? subjectName(query.subject) : null],
    ['unit', 'unit' in query ? unitName(query.unit) : null],
    ['only', onlyWords()],
    ['period', 'period' in query ? periodText(query.period) : null],
    ['with', withWords()],
  ];
  return parts.flatMap(([name, words]) => (words === null ? [] : [{ name, words }]));
}

/** As many as the number was asked with. */
function decimalsOf(value: number): number {
  return Math.min(2, String(value).split('.')[1]?.length ?? 0);
}
