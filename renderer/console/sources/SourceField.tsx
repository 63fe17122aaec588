import { useId } from 'react';
import { useStrings } from '../../ui/index.ts';
import type { FormField } from './fields.ts';
import { MappingStart } from './MappingStart.tsx';

interface SourceFieldProps {
  readonly field: FormField;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Of a secret: whether it is set already. */
  readonly secretSet: boolean | undefined;
  readonly fault: string | undefined;
}

/** One setting with its name, and below it what is expected or what is wrong. */
export function SourceField({ field, text, onText, secretSet, fault }: SourceFieldProps) {
  const { t, i18n } = useStrings('sources');
  const id = useId();
  const { input, needed } = field;
  // In the strings a dot would be a level of its own.
  const name = field.path.replace('.', '_');
  const secret = secretSet === undefined ? undefined : t(secretSet ? 'hint.secretSet' : 'hint.secretUnset');
  const expected =
    input === 'secret' ? secret : i18n.exists(`sources:hint.${name}`) ? t(`hint.${name}`) : undefined;
  const words = fault ?? expected;
  const shared = {
    id,
    value: text,
    required: needed ?? false,
    'aria-invalid': fault !== undefined,
    'aria-describedby': words === undefined ? undefined : `${id}-words`,
  };
  const wide = ['long', 'json', 'lines'].includes(input);
  const area = wide || input === 'days';
  return (
    <div className="field" data-wide={wide || undefined} data-fault={fault === undefined ? undefined : true}>
      <label htmlFor={id}>{t(`field.${name}`)}</label>
      {input === 'choice' ? (
        <select {...shared} onChange={(event) => onText(event.target.value)}>
          {field.choices?.map((choice) => (
            <option key={choice} value={choice}>
              {i18n.exists(`sources:choice.${choice}`)
                ? t(`choice.${choice}`)
                : choice === '\t'
                  ? 'Tab'
                  : choice}
            </option>
          ))}
        </select>
      ) : area ? (
        <textarea
          {...shared}
          rows={input === 'json' ? 14 : input === 'days' ? 2 : 4}
          spellCheck={false}
          onChange={(event) => onText(event.target.value)}
        />
      ) : (
        <input
          {...shared}
          type={input === 'secret' ? 'password' : input === 'number' ? 'number' : 'text'}
          {...(input === 'number' && { min: 0, step: 'any' })}
          autoComplete={input === 'secret' ? 'new-password' : 'off'}
          onChange={(event) => onText(event.target.value)}
        />
      )}
      {input === 'json' && <MappingStart text={text} onText={onText} />}
      {words !== undefined && (
        <p id={`${id}-words`} className="field-words" role={fault === undefined ? undefined : 'alert'}>
          {words}
        </p>
      )}
    </div>
  );
}
