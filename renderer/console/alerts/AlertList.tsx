import { useCallback, useMemo, useState } from 'react';
import { type Alert, SEVERITIES } from '../../../electron/contract/alerts.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { fromTheTop } from '../people/placeName.ts';
import { usePolled } from '../polling.ts';
import { useAsked } from '../useAsked.ts';
import { ActBar } from './ActBar.tsx';
import { AlertRow } from './AlertRow.tsx';
import { type AlertFilter, alerts } from './alertsApi.ts';

/** How often the list is asked for, ms. */
const ASK_MS = 3_000;
const FEW = 100;
const MANY = 1000;
const STATES = ['', 'unacknowledged', 'firing', 'recovered', 'shelved'] as const;

/** What stands, by need; what is chosen is answered for, or set aside, together. */
export function AlertList({ mayAct }: { readonly mayAct: boolean }) {
  const { t } = useStrings('alerts');
  const words = useFailureWords();
  const [filter, setFilter] = useState<AlertFilter>({ state: '', severity: '', rule: '', unit: '' });
  const [limit, setLimit] = useState(FEW);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const ask = useCallback(() => alerts.list(filter, limit), [filter, limit]);
  const { value, error, refresh } = usePolled(ask, ASK_MS);
  const units = useAsked(engine.units).value ?? [];
  const listed = useMemo(() => value?.alerts ?? [], [value]);
  const rules = useMemo(() => [...new Map(listed.map(({ rule, name }) => [rule, name]))], [listed]);
  const marked = listed.filter(({ number }) => chosen.has(number));

  function choose(numbers: readonly number[], on: boolean): void {
    setChosen((before) => {
      const after = new Set(before);
      for (const one of numbers)
        if (on) after.add(one);
        else after.delete(one);
      return after;
    });
  }
  function done(): void {
    setChosen(new Set());
    refresh();
  }
  const isFiltered = Object.values(filter).some((one) => one !== '');
  const change = (to: Partial<AlertFilter>) => {
    setChosen(new Set());
    setFilter({ ...filter, ...to });
  };

  return (
    <section aria-label={t('tabs.list')}>
      <div className="alert-filter">
        <Choice
          label={t('filter.state')}
          value={filter.state}
          onChoose={(state) => change({ state })}
          choices={STATES.map((one) => [one, t(`filter.${one === '' ? 'all' : one}`)])}
        />
        <Choice
          label={t('filter.severity')}
          value={filter.severity}
          onChoose={(severity) => change({ severity })}
          choices={[
            ['', t('filter.anySeverity')],
            ...SEVERITIES.map((one) => [one, t(`severity.${one}`)] as const),
          ]}
        />
        <Choice
          label={t('filter.unit')}
          value={filter.unit}
          onChoose={(unit) => change({ unit })}
          choices={[
            ['', t('filter.anyUnit')],
            ...fromTheTop(units).map(
              ({ unit, name, depth }) => [unit, '\u2003'.repeat(depth) + name] as const,
            ),
          ]}
        />
        <Choice
          label={t('filter.rule')}
          value={filter.rule}
          onChoose={(rule) => change({ rule })}
          choices={[['', t('filter.anyRule')], ...rules.map(([rule, name]) => [String(rule), name] as const)]}
        />
      </div>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value !== undefined && listed.length === 0 && (
        <p className="outcome" data-good={!isFiltered || undefined}>
          {t(isFiltered ? 'noneOf' : 'none')}
        </p>
      )}
      {mayAct && marked.length > 0 && (
        <ActBar alerts={marked} onDone={done} onCancel={() => setChosen(new Set())} />
      )}
      {listed.length > 0 && (
        <div className="scrolled">
          <table className="sources alert-table">
            <thead>
              <tr>
                {mayAct && (
                  <th scope="col">
                    <input
                      type="checkbox"
                      aria-label={t('selectAll')}
                      checked={marked.length === listed.length}
                      onChange={(e) =>
                        choose(
                          listed.map(({ number }) => number),
                          e.target.checked,
                        )
                      }
                    />
                  </th>
                )}
                {(['what', 'where', 'value', 'since', 'state'] as const).map((one) => (
                  <th key={one} scope="col">
                    {t(`column.${one}`)}
                  </th>
                ))}
                <th scope="col" aria-label={t('acts')} />
              </tr>
            </thead>
            <tbody>
              {listed.map((one: Alert) => (
                <AlertRow
                  key={one.number}
                  alert={one}
                  units={units}
                  chosen={mayAct ? chosen.has(one.number) : null}
                  onChoose={(on) => choose([one.number], on)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {value !== undefined && value.total > listed.length && (
        <p className="acts">
          <span className="note">{t('total', { count: value.total })}</span>
          {limit === FEW && (
            <button type="button" className="quiet" onClick={() => setLimit(MANY)}>
              {t('more')}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, choices, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(e) => onChoose(e.target.value)}>
        {choices.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
