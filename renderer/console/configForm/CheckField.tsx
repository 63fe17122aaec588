import { useId } from 'react';
import type { FieldProps } from './fieldProps.ts';

export function CheckField({ path, value, shape, label, setting }: FieldProps) {
  const id = useId();
  return (
    <p className="config-check">
      <input
        id={id}
        type="checkbox"
        checked={(value ?? shape.default) === true}
        onChange={({ target }) => setting.change(path, target.checked)}
      />{' '}
      <label htmlFor={id}>{label}</label>
    </p>
  );
}
