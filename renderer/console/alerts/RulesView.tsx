import { useState } from 'react';
import type { KeptRule } from '../../../electron/contract/alerts.ts';
import { SeverityMark, useStrings } from '../../ui/index.ts';
import { ActsAndRemoval } from '../ActsAndRemoval.tsx';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { alerts } from './alertsApi.ts';
import { RuleForm } from './RuleForm.tsx';
import { useConditionWords } from './useConditionWords.ts';

/** Rules: what they look at and where, how many alerts of each stand; made, changed, taken away. */
export function RulesView() {
  const { t } = useStrings('alerts');
  const words = useFailureWords();
  const { value, error, again } = useAsked(alerts.rules);
  const units = useAsked(engine.units).value ?? [];
  const says = useConditionWords();
  const [editing, setEditing] = useState<KeptRule | 'new' | null>(null);
  const [failed, setFailed] = useState<unknown>(null);

  if (editing !== null)
    return (
      <RuleForm
        {...(editing !== 'new' && { kept: editing })}
        units={units}
        onCancel={() => setEditing(null)}
        onDone={() => {
          setEditing(null);
          again();
        }}
      />
    );
  const unitName = (unit: string | null) =>
    unit === null ? t('form.whole') : (units.find((one) => one.unit === unit)?.name ?? unit);
  return (
    <section aria-labelledby="rules-title">
      <h3 id="rules-title">{t('rules.title')}</h3>
      <p className="note intro">{t('rules.intro')}</p>
      <p className="acts">
        <button type="button" onClick={() => setEditing('new')}>
          {t('rules.add')}
        </button>
      </p>
      {(error ?? failed) !== null && <p role="alert">{words(error ?? failed)}</p>}
      {value?.length === 0 && <p className="note">{t('rules.none')}</p>}
      {value !== undefined && value.length > 0 && (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                {(['name', 'condition', 'scope', 'standing'] as const).map((one) => (
                  <th key={one} scope="col">
                    {t(`rules.${one}`)}
                  </th>
                ))}
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {value.map((kept) => {
                const { number, rule, fault, standing, version, by, at } = kept;
                return (
                  <tr key={number} data-over={!rule.enabled || undefined}>
                    <th scope="row">
                      <SeverityMark severity={rule.severity} bare /> {rule.name}{' '}
                      <span className="note alert-note">
                        {!rule.enabled && `${t('rules.off')} · `}
                        {t('rules.version', { version, by, when: whenText(at) })}
                      </span>
                      {fault !== null && (
                        <span className="alert-note error" title={fault.detail}>
                          {t('rules.fault', { field: fault.field })}
                        </span>
                      )}
                    </th>
                    <td>{says(rule.condition)}</td>
                    <td>
                      {unitName(rule.scope.unit)}
                      {rule.scope.level !== null && (
                        <span className="note alert-note">
                          {t('form.scopeLevel')} {t(`config:choice.${rule.scope.level}`)}
                        </span>
                      )}
                    </td>
                    <td>{standing}</td>
                    <td className="row-acts">
                      <ActsAndRemoval
                        words={{ sure: t('sure'), remove: t('remove'), cancel: t('cancel') }}
                        removeNamed={t('rules.removeNamed', { name: rule.name })}
                        onRemove={() => void alerts.removeRule(number).then(again, setFailed)}
                      >
                        <button
                          type="button"
                          className="quiet"
                          aria-label={t('rules.changeNamed', { name: rule.name })}
                          onClick={() => setEditing(kept)}
                        >
                          {t('change')}
                        </button>
                      </ActsAndRemoval>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
