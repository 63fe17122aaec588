import { useMemo } from 'react';
import type { AnswerFigure } from '../../../electron/contract/questions.ts';
import { Sparkline, YearChart } from '../../charts/index.ts';
import { courseOf } from './courseOf.ts';

/** The course as a line; its figures are in the table below, for everybody. */
export function CourseChart({ figures }: { readonly figures: readonly AnswerFigure[] }) {
  const course = useMemo(() => courseOf(figures), [figures]);
  const [first] = figures;
  if (!course || !first) return null;
  return (
    <div className="course" data-as={course.as} aria-hidden="true">
      {course.as === 'year' ? (
        <YearChart
          lines={course.lines}
          kind={{ unit: first.measure, decimals: first.decimals }}
          yearTarget={null}
        />
      ) : (
        <Sparkline values={course.values} />
      )}
    </div>
  );
}
