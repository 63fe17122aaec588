import { useStrings } from '../ui/index.ts';
import { Field } from './entry/Field.tsx';
import { readDay } from './moments.ts';

interface DayFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** As it is typed: `readDay` reads it. */
  readonly value: string;
  readonly fault?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A day in writing, or nothing: a browser's own field for it would show the order of its own language. */
export function DayField({ label, hint, value, fault, onChange }: DayFieldProps) {
  const { t } = useStrings('console');
  const unread = value !== '' && readDay(value) === null;
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      fault={fault ?? (unread ? t('dayFault') : undefined)}
      placeholder={t('dayHint')}
      value={value}
      onChange={(e) => onChange(e.target.value)}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
    />
  );
}
