/** The configuration of a widget as fields, made from the widget's own schema. */
import { useId } from 'react';
import { z } from 'zod';
import type { UnitNode } from '../../../../electron/contract/answers.ts';
import { useAnswer, useCatalogue } from '../../../data/index.ts';
import { useLocale, useStrings } from '../../../ui/index.ts';
import { findWidget } from '../../../widgets/registry.ts';

/** What is read of a field's JSON schema. */
const fieldSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
type FieldSchema = z.infer<typeof fieldSchema>;

interface ConfigFieldsProps {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly onChange: (config: Record<string, unknown>) => void;
}

/** What each field of that name is chosen from.*/
const UNITS = { ask: 'units' } as const;
const INDICATOR_FIELDS = ['indicator', 'colour', 'size'];
const INDICATOR_LISTS = ['indicators', 'among'];

export function ConfigFields({ type, config, onChange }: ConfigFieldsProps) {
  const { t } = useStrings('dashboards');
  const units = useAnswer(UNITS)?.units ?? [];
  const schema = findWidget(type)?.config;
  if (!schema) return null;
  const fields = Object.entries(fieldsOf(schema));
  if (fields.length === 0) return <p className="note">{t('editor.nothing')}</p>;
  return fields.map(([name, field]) => (
    <ConfigField
      key={name}
      name={name}
      field={field}
      value={config[name]}
      units={units}
      onChange={(value) => onChange({ ...config, [name]: value })}
    />
  ));
}

interface ConfigFieldProps {
  readonly name: string;
  readonly field: FieldSchema;
  readonly value: unknown;
  readonly units: readonly UnitNode[];
  readonly onChange: (value: unknown) => void;
}

function ConfigField(props: ConfigFieldProps) {
  const { t } = useStrings('dashboards');
  const { name, field, value, units, onChange } = props;
  const id = useId();
  const label = <label htmlFor={id}>{t(`field.${name}`)}</label>;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (name === 'unit')
    return (
      <div className="config-field">
        {label}
        <select id={id} value={text} onChange={(e) => onChange(e.target.value)}>
          {units.every(({ unit }) => unit !== text) && <option value={text}>{text}</option>}
          {units.map(({ unit, name: called }) => (
            <option key={unit} value={unit}>
              {called}
            </option>
          ))}
        </select>
      </div>
    );
  if (INDICATOR_FIELDS.includes(name))
    return (
      <div className="config-field">
        {label}
        <IndicatorSelect id={id} value={text} onChange={onChange} />
      </div>
    );
  if (INDICATOR_LISTS.includes(name)) return <IndicatorChecks {...props} />;
  if (field.enum)
    return (
      <div className="config-field">
        {label}
        <select id={id} value={text} onChange={(e) => onChange(e.target.value)}>
          {field.enum.map((one) => (
            <option key={one} value={one}>
              {t(`choice.${one}`)}
            </option>
          ))}
        </select>
      </div>
    );
  if (field.type === 'integer' || field.type === 'number')
    return (
      <div className="config-field">
        {label}
        <input
          id={id}
          type="number"
          min={field.minimum}
          max={field.maximum}
          value={text}
          onChange={(e) => onChange(e.target.value === '' ? undefined : Number(e.target.value))}
        />
      </div>
    );
  if (name === 'title' || name === 'text') return <WordsFields {...props} />;
  if (name === 'rows') return <RowsFields {...props} />;
  return null;
}

function IndicatorSelect(props: {
  readonly id: string;
  readonly value: string;
  readonly onChange: (key: string) => void;
}) {
  const locale = useLocale();
  const catalogue = useCatalogue();
  return (
    <select id={props.id} value={props.value} onChange={(e) => props.onChange(e.target.value)}>
      {[...catalogue.values()].map((one) => (
        <option key={one.key} value={one.key}>
          {one.name[locale]}
        </option>
      ))}
    </select>
  );
}

function IndicatorChecks({ name, value, onChange }: ConfigFieldProps) {
  const { t } = useStrings('dashboards');
  const locale = useLocale();
  const catalogue = useCatalogue();
  const chosen = z.array(z.string()).safeParse(value).data ?? [];
  return (
    <fieldset className="config-field">
      <legend>{t(`field.${name}`)}</legend>
      {[...catalogue.values()].map(({ key, name: called }) => (
        <label key={key} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            onChange={(e) =>
              onChange(e.target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))
            }
          />{' '}
          {called[locale]}
        </label>
      ))}
    </fieldset>
  );
}

const words = z.object({ vi: z.string(), en: z.string() });

/** A text in both languages. */
function WordsFields({ name, value, onChange }: ConfigFieldProps) {
  const { t } = useStrings('dashboards');
  const id = useId();
  const said = words.safeParse(value).data ?? { vi: '', en: '' };
  return (['vi', 'en'] as const).map((locale) => (
    <div key={locale} className="config-field">
      <label htmlFor={`${id}${locale}`}>{t(`field.${name}_${locale}`)}</label>
      <input
        id={`${id}${locale}`}
        value={said[locale]}
        onChange={(e) => {
          const next = { ...said, [locale]: e.target.value };
          // A text that is not obligatory is left out as a whole, never half.
          onChange(name === 'text' && next.vi === '' && next.en === '' ? undefined : next);
        }}
      />
    </div>
  ));
}

const rowsOf = z.array(z.object({ title: words, indicators: z.array(z.string()) }));

/** Indicators of each row; the titles of rows stay as they are. */
function RowsFields(props: ConfigFieldProps) {
  const rows = rowsOf.safeParse(props.value).data ?? [];
  return rows.map((row, i) => (
    <IndicatorChecks
      // Rows have no names of their own and keep their order here.
      key={`${i} ${row.title.vi}`}
      {...props}
      name="indicators"
      value={row.indicators}
      onChange={(indicators) =>
        props.onChange(rows.map((one, j) => (j === i ? { ...one, indicators } : one)))
      }
    />
  ));
}

function fieldsOf(schema: z.ZodType): Record<string, FieldSchema> {
  const described = z.object({ properties: z.record(z.string(), fieldSchema).default({}) });
  return described.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).properties;
}
