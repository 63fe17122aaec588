import { useStrings } from '../../ui/index.ts';
import { Field } from './Field.tsx';

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault: string | undefined;
}

/** The code of the second step, however the first was taken. */
export function CodeField({ value, onChange, fault }: CodeFieldProps) {
  const { t } = useStrings('console');
  return (
    <Field
      label={t('signIn.code')}
      hint={t('signIn.codeHint')}
      fault={fault}
      value={value}
      onChange={(e) => onChange(e.target.value)}
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={32}
      autoFocus
      required
    />
  );
}
