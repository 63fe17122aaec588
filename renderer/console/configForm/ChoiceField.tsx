import { useLocale, useStrings } from '../../ui/index.ts';
import type { FieldProps } from './fieldProps.ts';
import { Labelled } from './Labelled.tsx';

interface Choice {
  readonly key: string;
  readonly words: string;
}

/** One of several: of the field's own words, or of the units or indicators that the engine knows. */
export function ChoiceField({ nullable, ...field }: FieldProps & { readonly nullable: boolean }) {
  const { t } = useStrings('config');
  const { path, shape, value, optional, setting } = field;
  const choices = useChoices(field);
  const chosen = value === undefined && shape.default !== undefined ? shape.default : value;
  const text = typeof chosen === 'string' || typeof chosen === 'number' ? String(chosen) : '';
  const isKnown = choices.some(({ key }) => key === text);
  // Known only to the engine: the schema lets any key pass.
  const fault = text !== '' && !isKnown && choices.length > 0 ? t('fault.unknown') : undefined;
  const mayBeNone = nullable || (optional && shape.default === undefined);
  return (
    <Labelled {...field} fault={field.fault ?? fault}>
      {(input) => (
        <select
          {...input}
          value={text}
          onChange={({ target }) =>
            setting.change(
              path,
              target.value === '' ? (nullable ? null : undefined) : keyOf(target.value, field),
            )
          }
        >
          {(mayBeNone || text === '') && <option value="">{mayBeNone ? t('none') : t('choose')}</option>}
          {!isKnown && text !== '' && <option value={text}>{text}</option>}
          {choices.map(({ key, words }) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** A choice may be of numbers, which an option holds as text. */
function keyOf(chosen: string, { shape }: FieldProps): string | number {
  return shape.enum?.find((one) => String(one) === chosen) ?? chosen;
}

function useChoices({ shape, setting }: FieldProps): readonly Choice[] {
  const { t } = useStrings('config');
  const locale = useLocale();
  if (shape.picks === 'unit') return setting.units.map(({ unit, name }) => ({ key: unit, words: name }));
  if (shape.picks === 'indicator')
    return setting.indicators.map(({ key, name }) => ({ key, words: name[locale] }));
  return (shape.enum ?? []).map((one) => ({ key: String(one), words: t(`choice.${one}`) }));
}
