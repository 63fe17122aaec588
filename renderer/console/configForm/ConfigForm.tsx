/** The configuration of a widget as a form, made from the widget's own schema. What is typed is kept, valid or not. */
import { type ReactNode, useMemo } from 'react';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { fieldsOf, type Path, withValueAt } from '../../editor/atPath.ts';
import { shapeOf } from '../../editor/shape.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { findWidget } from '../../widgets/registry.ts';
import { Field } from './Field.tsx';
import type { FormSetting } from './fieldProps.ts';
import { faultsOf } from '../../widgets/faults.ts';
import { Fault } from './Labelled.tsx';
import './configForm.css';

const UNITS = { ask: 'units' } as const;

interface ConfigFormProps {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly onChange: (config: Record<string, unknown>) => void;
}

export function ConfigForm({ type, config, onChange }: ConfigFormProps): ReactNode {
  const { t } = useStrings('config');
  const locale = useLocale();
  const units = useAnswer(UNITS)?.units;
  const catalogue = useCatalogue();
  const widget = findWidget(type);
  const faults = useMemo(
    () => (widget ? faultsOf(widget, config, t, locale) : new Map<string, string>()),
    [widget, config, t, locale],
  );
  if (!widget) return null;
  const { properties = {}, required = [] } = shapeOf(widget);
  const names = Object.keys(properties);
  if (names.length === 0 && faults.size === 0) return <p className="note">{t('nothing')}</p>;
  const top = units?.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit ?? '';
  const setting: FormSetting = {
    units: units ?? [],
    indicators: [...catalogue.values()],
    beginnings: { unit: top, indicators: [...catalogue.keys()], words: t('words') },
    faults,
    change(path: Path, value: unknown) {
      onChange({ ...fieldsOf(withValueAt(config, path, value)) });
    },
  };
  return (
    <div className="config-form">
      {names.map((name) => (
        <Field
          key={name}
          path={[name]}
          shape={properties[name] ?? {}}
          value={config[name]}
          optional={!required.includes(name)}
          setting={setting}
        />
      ))}
      {faults.has('') && <Fault id={`fault-of-${type}`} fault={faults.get('')} />}
    </div>
  );
}
