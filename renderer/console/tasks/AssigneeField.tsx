import { useId, useMemo } from 'react';
import type { AssigneesAnswer, TaskListed } from '../../../electron/contract/tasks.ts';
import { useStrings } from '../../ui/index.ts';
import { assigneeOf, choiceOf, choicesOf } from './taskWords.ts';

interface AssigneeFieldProps {
  readonly value: TaskListed['assignee'] | null;
  readonly assignees: AssigneesAnswer;
  readonly fault?: string | undefined;
  readonly onChange: (value: TaskListed['assignee']) => void;
}

/** A unit, or somebody of it: one list, from the top of the organisation. */
export function AssigneeField({ value, assignees, fault, onChange }: AssigneeFieldProps) {
  const { t } = useStrings('tasks');
  const id = useId();
  const choices = useMemo(() => choicesOf(assignees), [assignees]);
  const chosen = value === null ? '' : choiceOf(value);
  return (
    <div className="field" data-fault={fault === undefined ? undefined : true}>
      <label htmlFor={id}>{t('form.assignee')}</label>
      <select id={id} value={chosen} required onChange={(e) => onChange(assigneeOf(e.target.value))}>
        {!choices.some((one) => one.value === chosen) && (
          <option value={chosen}>{value === null ? t('form.choose') : (value.person ?? value.unit)}</option>
        )}
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      {fault !== undefined && (
        <p className="field-words" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
