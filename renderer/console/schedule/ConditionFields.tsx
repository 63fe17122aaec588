import { COMPARISONS, type Condition, FRESHNESS } from '../../../electron/contract/schedules.ts';
import { useCatalogue, useLive } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useAsked } from '../useAsked.ts';
import { Choice } from './Choice.tsx';

/** A condition as it is being written: the number is text until it is read. */
export type WrittenCondition =
  | (Omit<Extract<Condition, { is: 'indicator' }>, 'value'> & { readonly value: string })
  | Extract<Condition, { is: 'freshness' }>
  | null;

interface ConditionFieldsProps {
  readonly condition: WrittenCondition;
  readonly onCondition: (condition: WrittenCondition) => void;
  readonly faultOf: (field: string) => string | undefined;
  readonly valueFault: string | undefined;
}

/** Besides the time: an indicator of a unit compared with a number, or how fresh a source is. */
export function ConditionFields({ condition, onCondition, faultOf, valueFault }: ConditionFieldsProps) {
  const { t } = useStrings('schedule');
  const locale = useLocale();
  const sources = useLive((s) => s.sources);
  const units = useAsked(engine.units).value ?? [];
  const indicators = [...useCatalogue().values()];

  function choose(is: string): void {
    if (is === 'freshness') onCondition({ is, source: sources[0]?.id ?? '', levels: ['stale', 'gone'] });
    else if (is !== 'indicator') onCondition(null);
    else {
      const [unit, indicator] = [units[0]?.unit ?? '', indicators[0]?.key ?? ''];
      onCondition({ is, unit, indicator, compare: 'below', value: '' });
    }
  }

  return (
    <fieldset>
      <legend>{t('form.condition')}</legend>
      <Choice
        label={t('form.kind')}
        value={condition?.is ?? 'none'}
        choices={[
          ['none', t('form.noCondition')],
          ['indicator', t('form.indicator')],
          ['freshness', t('form.freshness')],
        ]}
        onChoose={choose}
      />
      {condition?.is === 'indicator' && (
        <>
          <Choice
            label={t('form.unit')}
            value={condition.unit}
            choices={units.map(({ unit, name }) => [unit, name] as const)}
            onChoose={(unit) => onCondition({ ...condition, unit })}
            fault={faultOf('condition.unit')}
          />
          <Choice
            label={t('form.indicatorName')}
            value={condition.indicator}
            choices={indicators.map(({ key, name }) => [key, name[locale]] as const)}
            onChoose={(indicator) => onCondition({ ...condition, indicator })}
            fault={faultOf('condition.indicator')}
          />
          <Choice
            label={t('form.compare')}
            value={condition.compare}
            choices={COMPARISONS.map((one) => [one, t(`compare.${one}`)] as const)}
            onChoose={(chosen) => {
              const compare = COMPARISONS.find((one) => one === chosen) ?? condition.compare;
              onCondition({ ...condition, compare });
            }}
          />
          <Field
            label={t('form.value')}
            hint={t('form.valueHint')}
            fault={valueFault ?? faultOf('condition.value')}
            inputMode="decimal"
            value={condition.value}
            onChange={(e) => onCondition({ ...condition, value: e.target.value })}
            required
          />
        </>
      )}
      {condition?.is === 'freshness' && (
        <>
          <Choice
            label={t('form.source')}
            value={condition.source}
            choices={sources.map(({ id, name }) => [id, name] as const)}
            onChoose={(source) => onCondition({ ...condition, source })}
            fault={faultOf('condition.source')}
          />
          <p>{t('form.levels')}</p>
          <p className="checks">
            {FRESHNESS.map((level) => (
              <label key={level} className="check">
                <input
                  type="checkbox"
                  checked={condition.levels.includes(level)}
                  onChange={(e) => {
                    const wanted = (one: typeof level) =>
                      one === level ? e.target.checked : condition.levels.includes(one);
                    onCondition({ ...condition, levels: FRESHNESS.filter(wanted) });
                  }}
                />{' '}
                {t(`level.${level}`)}
              </label>
            ))}
          </p>
        </>
      )}
    </fieldset>
  );
}
