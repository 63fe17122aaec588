import { COUNT_LETTERS, MONEY_LETTERS } from '../../../electron/contract/letters.ts';
import { useCatalogue, useLive } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import type { LIMITS, RuleDraft } from './ruleDraft.ts';
import { Select } from './Select.tsx';

interface ConditionFieldsProps {
  readonly draft: RuleDraft;
  /** The field at fault. */
  readonly field: string;
  readonly onType: (change: Partial<RuleDraft>) => void;
}

const LIMIT_LABEL: Readonly<Record<keyof typeof LIMITS, string>> = {
  fixed: 'limit',
  target: 'limitTarget',
  history: 'limitHistory',
  rank: 'limitRank',
  freshness: 'limitFreshness',
  forecast: 'limitForecast',
};

/** What the kind of a condition asks for. */
export function ConditionFields({ draft, field, onType }: ConditionFieldsProps) {
  const { t } = useStrings('alerts');
  const locale = useLocale();
  const catalogue = [...useCatalogue().values()];
  const sources = useLive((s) => s.sources);
  const { kind } = draft;
  const isLetter = kind === 'fixed' && draft.of !== 'indicator';
  // What is neither good high nor low has no target, no place and no forecast to miss.
  const indicators = catalogue.filter(
    ({ better }) => ['fixed', 'history'].includes(kind) || better !== 'none',
  );
  return (
    <>
      {kind === 'fixed' && (
        <Select
          label={t('form.of')}
          value={draft.of}
          choices={[
            ['indicator', t('form.ofIndicator')],
            ['cases', t('form.ofCases')],
            ['money', t('form.ofMoney')],
          ]}
          onChoose={(of) => onType({ of })}
        />
      )}
      {isLetter && (
        <Select
          label={t('form.letter')}
          value={draft.letter}
          choices={(draft.of === 'money' ? MONEY_LETTERS : COUNT_LETTERS).map((one) => [one, one])}
          onChoose={(letter) => onType({ letter })}
        />
      )}
      {kind !== 'freshness' && !isLetter && (
        <Select
          label={t('form.indicator')}
          value={draft.indicator}
          choices={indicators.map(({ key, name }) => [key, name[locale]])}
          onChoose={(indicator) => onType({ indicator })}
          isWrong={field.includes('indicator')}
        />
      )}
      {kind === 'freshness' && (
        <Select
          label={t('form.source')}
          value={draft.source}
          choices={[['', t('form.anySource')], ...sources.map(({ id, name }) => [id, name] as const)]}
          onChoose={(source) => onType({ source })}
        />
      )}
      {kind === 'fixed' && (
        <Select
          label={t('form.compare')}
          value={draft.compare}
          choices={[
            ['below', t('form.below')],
            ['above', t('form.above')],
          ]}
          onChoose={(compare) => onType({ compare })}
        />
      )}
      {kind === 'history' && (
        <Select
          label={t('form.side')}
          value={draft.side}
          choices={(['low', 'high', 'both'] as const).map((one) => [one, t(`form.${one}`)])}
          onChoose={(side) => onType({ side })}
        />
      )}
      {kind === 'rank' && (
        <Select
          label={t('form.from')}
          value={draft.from}
          choices={(['worst', 'best'] as const).map((one) => [one, t(`form.${one}`)])}
          onChoose={(from) => onType({ from })}
        />
      )}
      <Field
        label={t(`form.${LIMIT_LABEL[kind]}`)}
        value={draft.limit}
        inputMode="decimal"
        aria-invalid={field === 'condition.limit'}
        onChange={(e) => onType({ limit: e.target.value })}
        required
      />
      {kind !== 'freshness' && (
        <Field
          label={t('form.clear')}
          hint={t('form.clearHint')}
          value={draft.clear}
          inputMode="decimal"
          aria-invalid={field === 'condition.clear'}
          onChange={(e) => onType({ clear: e.target.value })}
        />
      )}
    </>
  );
}
