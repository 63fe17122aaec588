/** One field of a configuration: which input it is follows from its shape. */
import { pathText } from '../../editor/atPath.ts';
import { orNothing } from '../../editor/shape.ts';
import { useStrings } from '../../ui/index.ts';
import { CheckField } from './CheckField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import type { FieldProps, UnnamedProps } from './fieldProps.ts';
import { ImageField } from './ImageField.tsx';
import { ListField } from './ListField.tsx';
import { NumberField } from './NumberField.tsx';
import { ObjectField } from './ObjectField.tsx';
import { TextField } from './TextField.tsx';

export function Field({ shape: given, label, optional, ...field }: UnnamedProps) {
  const { t, i18n } = useStrings('config');
  const { shape, nullable } = orNothing(given);
  const name = String(field.path.findLast((key) => typeof key === 'string') ?? '');
  const helped = label === undefined && i18n.exists(`config:help.${name}`);
  const props: FieldProps = {
    ...field,
    shape: given.default === undefined ? shape : { ...shape, default: given.default },
    optional: optional || nullable,
    label: label ?? t(`field.${name}`),
    help: helped ? t(`help.${name}`) : undefined,
    fault: field.setting.faults.get(pathText(field.path)),
  };
  if (shape.picks === 'image') return <ImageField {...props} />;
  if (shape.picks !== undefined || shape.enum !== undefined)
    return <ChoiceField {...props} nullable={nullable} />;
  switch (shape.type) {
    case 'integer':
    case 'number':
      return <NumberField {...props} />;
    case 'boolean':
      return <CheckField {...props} />;
    case 'array':
      return <ListField {...props} Inner={Field} />;
    case 'object':
      return <ObjectField {...props} Inner={Field} />;
    default:
      return <TextField {...props} />;
  }
}
