/** Which tasks are shown: every choice is in the address, so that it can be kept and sent. */
import { useEffect, useId, useState } from 'react';
import { ORIGIN_KINDS, TASK_VIEWS } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { type Asked, tasksAddress } from './taskAddress.ts';
import type { UnitNames } from './taskWords.ts';

/** Typing rests for so long before it is searched for, ms. */
const REST_MS = 300;

export function FilterBar({ asked, names }: { readonly asked: Asked; readonly names: UnitNames }) {
  const { t } = useStrings('tasks');
  const id = useId();
  const choose = (change: Partial<Asked>) => {
    window.location.hash = tasksAddress({ ...asked, ...change }).slice(1);
  };
  return (
    <div className="tasks-filter" role="search" aria-label={t('filter.title')}>
      <label htmlFor={`${id}-view`} className="unseen">
        {t('filter.view')}
      </label>
      <select
        id={`${id}-view`}
        value={asked.view}
        onChange={(e) => choose({ view: TASK_VIEWS.find((one) => one === e.target.value) ?? 'all' })}
      >
        {TASK_VIEWS.map((one) => (
          <option key={one} value={one}>
            {t(`view.${one}`)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-unit`} className="unseen">
        {t('filter.unit')}
      </label>
      <select
        id={`${id}-unit`}
        value={asked.unit ?? ''}
        onChange={(e) => choose({ unit: e.target.value || null })}
      >
        <option value="">{t('filter.anyUnit')}</option>
        {[...names].map(([unit, name]) => (
          <option key={unit} value={unit}>
            {name}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-origin`} className="unseen">
        {t('filter.origin')}
      </label>
      <select
        id={`${id}-origin`}
        value={asked.origin ?? ''}
        onChange={(e) => choose({ origin: ORIGIN_KINDS.find((one) => one === e.target.value) ?? null })}
      >
        <option value="">{t('filter.anyOrigin')}</option>
        {ORIGIN_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`origin.${one}`)}
          </option>
        ))}
      </select>
      <Words asked={asked} onWords={(q) => choose({ q })} />
      <label className="tasks-check">
        <input type="checkbox" checked={asked.late} onChange={(e) => choose({ late: e.target.checked })} />
        {t('filter.late')}
      </label>
      <label className="tasks-check">
        <input
          type="checkbox"
          checked={asked.closed}
          onChange={(e) => choose({ closed: e.target.checked })}
        />
        {t('filter.closed')}
      </label>
      <fieldset className="tasks-as">
        <legend className="unseen">{t('filter.as')}</legend>
        {(['board', 'list'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="quiet"
            aria-pressed={asked.as === one}
            onClick={() => choose({ as: one })}
          >
            {t(`as.${one}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function Words({ asked, onWords }: { readonly asked: Asked; readonly onWords: (q: string) => void }) {
  const { t } = useStrings('tasks');
  const [typed, setTyped] = useState(asked.q);
  const [known, setKnown] = useState(asked.q);
  // The address was changed by something else: it says what is looked for.
  if (asked.q !== known) {
    setKnown(asked.q);
    if (asked.q !== typed.trim()) setTyped(asked.q);
  }
  useEffect(() => {
    if (typed.trim() === asked.q) return;
    const timer = setTimeout(() => onWords(typed.trim()), REST_MS);
    return () => clearTimeout(timer);
  });
  return (
    <input
      type="search"
      className="tasks-words"
      aria-label={t('filter.words')}
      placeholder={t('filter.words')}
      value={typed}
      maxLength={200}
      onChange={(e) => setTyped(e.target.value)}
    />
  );
}
