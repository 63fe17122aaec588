import type { FieldProps } from './fieldProps.ts';
import { Labelled } from './Labelled.tsx';

/** A line of text; left empty, one that may be left out is. */
export function TextField({ path, value, optional, setting, ...named }: FieldProps) {
  return (
    <Labelled {...named}>
      {(input) => (
        <input
          {...input}
          value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
          onChange={({ target }) =>
            setting.change(path, optional && target.value === '' ? undefined : target.value)
          }
        />
      )}
    </Labelled>
  );
}
