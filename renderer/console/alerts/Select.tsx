import { useId } from 'react';

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [value: T, words: string])[];
  readonly onChoose: (value: T) => void;
  readonly isWrong?: boolean;
}

/** One of several, with its name. */
export function Select<T extends string>({
  label,
  value,
  choices,
  onChoose,
  isWrong = false,
}: SelectProps<T>) {
  const id = useId();
  return (
    <div className="field" data-fault={isWrong || undefined}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={isWrong}
        onChange={(e) => {
          const chosen = choices.find(([key]) => key === e.target.value);
          if (chosen) onChoose(chosen[0]);
        }}
      >
        {choices.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
