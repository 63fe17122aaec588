/** The steps of a ramp of colours, low to high, each with the value where it begins. */
import type { ReactNode } from 'react';
import { useStrings } from '../ui/index.ts';
import type { ColouredBy } from './picture.ts';

export interface LegendStepsProps {
  readonly coloured: Extract<ColouredBy, { by: 'value' }>;
  readonly heading: string;
  readonly brief: boolean;
  readonly after?: ReactNode;
}

export function LegendSteps({ coloured, heading, brief, after = null }: LegendStepsProps) {
  const { t } = useStrings('map');
  return (
    <>
      <p>{heading}</p>
      <p className="row" data-steps={brief || undefined}>
        {coloured.steps.paints.map((paint, i) => (
          <span key={paint} className="item" data-paint={paint}>
            <span className="swatch" />
            {t('from', { bound: coloured.labels[i] })}
          </span>
        ))}
        {after}
      </p>
    </>
  );
}
