import { fieldsOf } from '../../editor/atPath.ts';
import { beginningOf } from '../../editor/shape.ts';
import { useStrings } from '../../ui/index.ts';
import type { OuterProps } from './fieldProps.ts';
import { Grouped } from './Labelled.tsx';

/** Fields that belong together; as a whole they may be left out. */
export function ObjectField({ path, shape, value, optional, setting, Inner, ...named }: OuterProps) {
  const { t } = useStrings('config');
  const { properties = {}, required = [] } = shape;
  const name = String(path.at(-1) ?? '');
  const there = value !== undefined && value !== null;
  if (optional && !there)
    return (
      <p>
        <button
          type="button"
          className="quiet"
          onClick={() => setting.change(path, beginningOf(shape, setting.beginnings))}
        >
          {t('add', { what: t(`one.${name}`) })}
        </button>
      </p>
    );
  const fields = fieldsOf(value);
  return (
    <Grouped {...named}>
      {Object.entries(properties).map(([name, inner]) => (
        <Inner
          key={name}
          path={[...path, name]}
          shape={inner}
          value={fields[name]}
          optional={!required.includes(name)}
          setting={setting}
        />
      ))}
      {optional && (
        <button type="button" className="quiet" onClick={() => setting.change(path, undefined)}>
          {t('take', { what: t(`one.${name}`) })}
        </button>
      )}
    </Grouped>
  );
}
