import { useStrings } from '../../ui/index.ts';
import type { FieldProps } from './fieldProps.ts';
import { Labelled } from './Labelled.tsx';

/** A number as typed; what is none stays as it was typed, so that it can be mended. */
export function NumberField({ path, shape, value, optional, setting, ...named }: FieldProps) {
  const { t } = useStrings('config');
  const { minimum, maximum, default: usual } = shape;
  const bounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return (
    <Labelled {...named} limits={bounded ? t('limits.number', { least: minimum, most: maximum }) : undefined}>
      {(input) => (
        <input
          {...input}
          inputMode="numeric"
          autoComplete="off"
          placeholder={typeof usual === 'number' ? String(usual) : optional ? t('left') : undefined}
          value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
          onChange={({ target }) => setting.change(path, numberOf(target.value))}
        />
      )}
    </Labelled>
  );
}

function numberOf(typed: string): number | string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  // Only what is written the same way as a number is one: "1," or "007" is still being typed.
  return String(Number(text)) === text ? Number(text) : typed;
}
