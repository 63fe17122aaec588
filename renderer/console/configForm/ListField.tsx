import { beginningOf } from '../../editor/shape.ts';
import { useStrings } from '../../ui/index.ts';
import type { FieldProps, OuterProps } from './fieldProps.ts';
import { Grouped } from './Labelled.tsx';

/** Several of one kind, in an order that can be changed. */
export function ListField({ path, shape, value, setting, Inner, ...named }: OuterProps) {
  const { t } = useStrings('config');
  const { items: item = {}, minItems = 0, maxItems = Number.POSITIVE_INFINITY, default: usual } = shape;
  const given = value ?? usual;
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const name = String(path.findLast((key) => typeof key === 'string') ?? '');
  const bounded = Number.isFinite(maxItems);
  const put = (next: readonly unknown[]) => setting.change(path, next);

  /** Another than those that are there, where there is one. */
  function another(): unknown {
    const { indicators } = setting.beginnings;
    if (item.picks === 'indicator')
      return indicators.find((key) => !list.includes(key)) ?? indicators[0] ?? '';
    return beginningOf(item, setting.beginnings);
  }

  return (
    <Grouped {...named} limits={bounded ? t('limits.list', { least: minItems, most: maxItems }) : undefined}>
      <ol className="config-list">
        {list.map((one, i) => {
          const label = t(`item.${name}`, { n: i + 1 });
          return (
            // Items have no names of their own.
            <li key={i}>
              <Inner
                path={[...path, i]}
                shape={item}
                value={one}
                label={label}
                optional={false}
                setting={{ ...setting, change: (at, next) => changeWithin(at, next) }}
              />
              <p className="config-moves">
                <Move
                  label={t('up', { what: label })}
                  sign="↑"
                  to={i > 0 ? () => put(swapped(list, i, i - 1)) : null}
                />
                <Move
                  label={t('down', { what: label })}
                  sign="↓"
                  to={i < list.length - 1 ? () => put(swapped(list, i, i + 1)) : null}
                />
                <Move label={t('take', { what: label })} sign="×" to={() => put(list.toSpliced(i, 1))} />
              </p>
            </li>
          );
        })}
      </ol>
      {list.length < maxItems && (
        <button type="button" className="quiet" onClick={() => put([...list, another()])}>
          {t('add', { what: t(`one.${name}`) })}
        </button>
      )}
    </Grouped>
  );

  /** Of a list that is there only by default, the whole list is written down first. */
  function changeWithin(at: FieldProps['path'], next: unknown): void {
    if (value !== undefined) return setting.change(at, next);
    const [index] = at.slice(path.length);
    if (at.length === path.length + 1 && typeof index === 'number') put(list.with(index, next));
  }
}

interface MoveProps {
  readonly label: string;
  readonly sign: string;
  /** `null`: it cannot go there. */
  readonly to: (() => void) | null;
}

function Move({ label, sign, to }: MoveProps) {
  return (
    <button
      type="button"
      className="quiet"
      aria-label={label}
      title={label}
      disabled={!to}
      onClick={to ?? undefined}
    >
      {sign}
    </button>
  );
}

function swapped(list: readonly unknown[], one: number, other: number): unknown[] {
  return list.with(one, list[other]).with(other, list[one]);
}
