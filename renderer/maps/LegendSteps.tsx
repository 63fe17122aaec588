/** The steps of a ramp of colours, low to high, each with the value where it begins. */
import type { ReactNode } from 'react';
import { useStrings } from '../ui/index.ts';
import type { ColouredBy } from './picture.ts';

export interface LegendStepsProps {
  readonly coloured: Extract<ColouredBy, { by: 'value' }>;
  readonly heading: string;
  /** In one row with the heading, without words. */
  readonly brief: boolean;
  readonly after?: ReactNode;
}

export function LegendSteps({ coloured, heading, brief, after = null }: LegendStepsProps) {
  const { t } = useStrings('map');
  const steps = coloured.steps.paints.map((paint, i) => (
    <span key={paint} className="item" data-paint={paint}>
      <span className="swatch" />
      {brief ? coloured.labels[i] : t('from', { bound: coloured.labels[i] })}
    </span>
  ));
  return brief ? (
    <p className="row steps">
      <span>{heading}</span>
      {steps}
      {after}
    </p>
  ) : (
    <>
      <p>{heading}</p>
      <p className="row">
        {steps}
        {after}
      </p>
    </>
  );
}
