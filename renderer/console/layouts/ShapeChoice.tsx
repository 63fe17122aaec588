/** On which monitor, or in which shape, a layout is looked at. */
import type { ReactNode } from 'react';
import { useStrings } from '../../ui/index.ts';
import type { NamedSurface } from './surfaces.ts';

interface ShapeChoiceProps {
  readonly surfaces: readonly NamedSurface[];
  readonly chosen: NamedSurface;
  readonly onChoose: (key: string) => void;
  /** What is to be known of all that is shown. */
  readonly children?: ReactNode;
}

export function ShapeChoice({ surfaces, chosen, onChoose, children }: ShapeChoiceProps) {
  const { t } = useStrings('layouts');
  return (
    <div className="layouts-shapes" role="group" aria-label={t('shape.title')}>
      <span className="note">{t('shape.title')}</span>
      {surfaces.map(({ key, monitor, size }) => (
        <button
          key={key}
          type="button"
          className="quiet"
          aria-pressed={key === chosen.key}
          onClick={() => onChoose(key)}
        >
          {monitor === null
            ? size
            : monitor === ''
              ? t('shape.canvas', { size })
              : t('shape.monitor', { monitor, size })}
        </button>
      ))}
      {children}
    </div>
  );
}
