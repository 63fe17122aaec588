/** A number within limits: taken over as soon as it is valid, kept as it was typed until then. */
import { useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { Labelled } from '../configForm/Labelled.tsx';

interface TypedNumberProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Fractions are none. */
  readonly whole?: boolean;
  readonly onChange: (value: number) => void;
}

export function TypedNumber({ label, value, least, most, whole = false, onChange }: TypedNumberProps) {
  const { t } = useStrings('config');
  /** What was typed, and the value that it was typed over: another value is shown as it is. */
  const [typed, setTyped] = useState({ text: String(value), over: value });
  const text = typed.over === value ? typed.text : String(value);

  function faultOf(said: string): string | undefined {
    const n = numberOf(said);
    if (n === null || (whole && !Number.isInteger(n)))
      return t(said.trim() === '' ? 'fault.missing' : 'fault.number');
    if (n < least) return t('fault.too_small.number', { least: String(least) });
    return n > most ? t('fault.too_big.number', { most: String(most) }) : undefined;
  }

  return (
    <Labelled
      label={label}
      help={undefined}
      fault={faultOf(text)}
      limits={t('limits.number', { least, most })}
    >
      {(input) => (
        <input
          {...input}
          inputMode={whole ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={text}
          onChange={({ target }) => {
            const n = numberOf(target.value);
            const good = n !== null && faultOf(target.value) === undefined;
            setTyped({ text: target.value, over: good ? n : value });
            if (good && n !== value) onChange(n);
          }}
        />
      )}
    </Labelled>
  );
}

/** Written with a comma or a point; `null` of what is no number. */
function numberOf(text: string): number | null {
  const said = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(said) ? Number(said) : null;
}
