import { type FormEvent, useState } from 'react';
import {
  type AlertDryRun,
  type AlertRule,
  CONDITION_KINDS,
  type KeptRule,
  NO_DATA,
  SEVERITIES,
} from '../../../electron/contract/alerts.ts';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import { UNIT_LEVELS } from '../../../electron/contract/events.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { fromTheTop } from '../people/placeName.ts';
import { alerts } from './alertsApi.ts';
import { ChannelFields } from './ChannelFields.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { DryRunView } from './DryRunView.tsx';
import { HoursFields } from './HoursFields.tsx';
import { draftOf, LIMITS, type RuleDraft, ruleOf } from './ruleDraft.ts';
import { Select } from './Select.tsx';

interface RuleFormProps {
  readonly kept?: KeptRule;
  readonly units: readonly UnitNode[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** A rule: its condition, where, when, and who is told; it can be tried on the past year before it is kept. */
export function RuleForm({ kept, units, onDone, onCancel }: RuleFormProps) {
  const { t } = useStrings('alerts');
  const words = useFailureWords();
  const top = units.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit ?? '';
  const [draft, setDraft] = useState(() => draftOf(kept?.rule ?? null, top));
  const [wrong, setWrong] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [outcome, setOutcome] = useState<AlertDryRun | 'running' | null>(null);
  const type = (change: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...change });
    setOutcome(null);
  };
  const field = error instanceof ApiError ? (error.field ?? '') : wrong;

  /** Calls with the rule if it is one. */
  function withRule(then: (rule: AlertRule) => void): void {
    setError(null);
    const read = ruleOf(draft, kept?.rule ?? null);
    if ('field' in read) {
      setWrong(read.field);
      return;
    }
    setWrong('');
    then(read.rule);
  }
  function save(event: FormEvent): void {
    event.preventDefault();
    withRule((rule) => {
      const kepts = kept ? alerts.changeRule(kept.number, rule) : alerts.addRule(rule);
      kepts.then(onDone, setError);
    });
  }
  function tryIt(): void {
    withRule((rule) => {
      setOutcome('running');
      alerts.dryRun(rule).then(setOutcome, (failed: unknown) => {
        setOutcome(null);
        setError(failed);
      });
    });
  }

  return (
    <section aria-labelledby="rule-title">
      <h3 id="rule-title">{t(kept ? 'form.change' : 'form.new')}</h3>
      <form className="rule-form" onSubmit={save}>
        <Field
          label={t('form.name')}
          value={draft.name}
          maxLength={120}
          onChange={(e) => type({ name: e.target.value })}
          required
        />
        <Select
          label={t('form.severity')}
          value={draft.severity}
          choices={SEVERITIES.map((one) => [one, t(`severity.${one}`)])}
          onChoose={(severity) => type({ severity })}
        />
        <fieldset>
          <legend>{t('form.condition')}</legend>
          <Select
            label={t('form.kind')}
            value={draft.kind}
            choices={CONDITION_KINDS.map((one) => [one, t(`kind.${one}`)])}
            onChoose={(kind) => type({ kind, limit: LIMITS[kind], clear: '' })}
          />
          <ConditionFields draft={draft} field={field} onType={type} />
        </fieldset>
        {draft.kind !== 'freshness' && (
          <fieldset>
            <legend>{t('form.scope')}</legend>
            <Select
              label={t('form.scopeUnit')}
              value={draft.unit}
              choices={[
                ['', t('form.whole')],
                ...fromTheTop(units).map(
                  ({ unit, name, depth }) => [unit, '\u2003'.repeat(depth) + name] as const,
                ),
              ]}
              onChoose={(unit) => type({ unit })}
              isWrong={field === 'scope.unit'}
            />
            <Select
              label={t('form.scopeLevel')}
              value={draft.level}
              choices={[
                ['', t('form.self')],
                ...UNIT_LEVELS.map((one) => [one, t(`config:choice.${one}`)] as const),
              ]}
              onChoose={(level) => type({ level })}
              isWrong={field === 'scope.level'}
            />
          </fieldset>
        )}
        <fieldset>
          <legend>{t('form.time')}</legend>
          {(['forMinutes', 'recoverMinutes'] as const).map((one) => (
            <Field
              key={one}
              label={t(`form.${one}`)}
              type="number"
              min={0}
              max={40_320}
              value={draft[one]}
              onChange={(e) => type({ [one]: e.target.value })}
              required
            />
          ))}
          <Select
            label={t('form.noData')}
            value={draft.noData}
            choices={NO_DATA.map((one) => [one, t(`noDataIs.${one}`)])}
            onChoose={(noData) => type({ noData })}
          />
          <HoursFields draft={draft} onType={type} />
        </fieldset>
        <ChannelFields draft={draft} onType={type} />
        <label className="check">
          <input
            type="checkbox"
            checked={draft.enabled}
            onChange={(e) => type({ enabled: e.target.checked })}
          />{' '}
          {t('form.enabled')}
        </label>
        {wrong !== '' && <p role="alert">{t('form.refused', { detail: wrong })}</p>}
        {error !== null && (
          <p role="alert">
            {error instanceof ApiError && error.status === 400
              ? t('form.refused', { detail: error.message })
              : words(error)}
          </p>
        )}
        <p className="acts">
          <button type="submit">{t('save')}</button>
          <button type="button" className="quiet" disabled={outcome === 'running'} onClick={tryIt}>
            {t('form.try')}
          </button>
          <button type="button" className="quiet" onClick={onCancel}>
            {t('cancel')}
          </button>
        </p>
      </form>
      {outcome !== null && <DryRunView outcome={outcome} draft={draft} />}
    </section>
  );
}
