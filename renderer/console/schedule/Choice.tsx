import { useId } from 'react';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Keys with the names that people choose by. */
  readonly choices: readonly (readonly [string, string])[];
  readonly onChoose: (key: string) => void;
  /** Why the engine refused this very field. */
  readonly fault?: string | undefined;
}

/** A labelled list to choose one of. What is chosen and not there any more stays in it until something else is. */
export function Choice({ label, value, choices, onChoose, fault }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field" data-fault={fault === undefined ? undefined : true}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(e) => onChoose(e.target.value)}>
        {!choices.some(([key]) => key === value) && <option value={value}>{value}</option>}
        {choices.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
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
