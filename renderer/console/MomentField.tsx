import { useEffect, useRef } from 'react';
import { useStrings } from '../ui/index.ts';
import { readMoment } from './moments.ts';

interface MomentFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A moment in writing: a browser's own field for it would show the order of its own language. */
export function MomentField({ label, value, onChange }: MomentFieldProps) {
  const { t } = useStrings('playback');
  const field = useRef<HTMLInputElement>(null);
  const fault = value !== '' && readMoment(value) === null ? t('momentFault') : '';
  useEffect(() => field.current?.setCustomValidity(fault), [fault]);
  return (
    <label>
      {label}{' '}
      <input
        ref={field}
        type="text"
        className="moment"
        placeholder={t('momentHint')}
        title={fault || undefined}
        value={value}
        required
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault !== ''}
        onChange={(e) => onChange(e.target.value)}
      />
    </label>
  );
}
