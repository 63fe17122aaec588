/** How far an indicator itself was off at earlier origins, beside the naive rule. */
import type { PastSum } from './ahead/component.ts';
import type { Ahead } from './letterAhead.ts';

export interface PastError {
  /** Medians: of a rate in points, otherwise in percent of what came. */
  readonly own: number;
  readonly naive: number;
  readonly count: number;
}

export interface PastErrors extends PastError {
  readonly byAhead: readonly (PastError & { readonly ahead: number })[];
}

/** Steps ahead that are told apart. */
const AHEAD = [1, 2, 4, 8, 13, 26, 39];

/** Of origins and steps within one statistical year: beyond its turn sums begin anew. */
export function errorsOf(
  above: Ahead,
  under: Ahead | null,
  { isRate, isRest }: { isRate: boolean; isRest: boolean },
): PastErrors {
  // What never changed divides every value alike.
  const below = under && under.component.tried.length > 0 ? under : null;
  const pairs = below ? paired(above, below) : above.component.tried.map((one) => [one, null] as const);
  const errors = pairs.flatMap(([a, b]) => {
    const value = (which: 'came' | 'said' | 'naive') => {
      const n = stoodAt(above, a);
      const d = b && below ? stoodAt(below, b) : null;
      if (n === null || (b && d === null)) return Number.NaN;
      const part = n + a[which];
      return b ? part / ((d ?? 0) + b[which] + (isRest ? part : 0)) : part;
    };
    const came = value('came');
    const off = (which: 'said' | 'naive') =>
      isRate ? Math.abs(value(which) - came) * 100 : (Math.abs(value(which) - came) / Math.abs(came)) * 100;
    const [own, naive] = [off('said'), off('naive')];
    return Number.isFinite(own) && Number.isFinite(naive) ? [{ ahead: a.ahead, own, naive }] : [];
  });
  const medians = (of: typeof errors): PastError => ({
    own: median(of.map(({ own }) => own)),
    naive: median(of.map(({ naive }) => naive)),
    count: of.length,
  });
  return {
    ...medians(errors),
    byAhead: AHEAD.flatMap((ahead) => {
      const of = errors.filter((one) => one.ahead === ahead);
      return of.length === 0 ? [] : [{ ahead, ...medians(of) }];
    }),
  };
}

function paired(above: Ahead, below: Ahead): [PastSum, PastSum][] {
  const later = below.course.steps.length - above.course.steps.length;
  const theirs = new Map(below.component.tried.map((one) => [`${one.known} ${one.ahead}`, one]));
  return above.component.tried.flatMap((one) => {
    const other = theirs.get(`${one.known + later} ${one.ahead}`);
    return other ? [[one, other] as [PastSum, PastSum]] : [];
  });
}

/** What a sum of the year stood at when the origin's first step ahead began; `null` where the year turned in between. */
function stoodAt({ course, standing }: Ahead, { known, ahead }: PastSum): number | null {
  if (standing) return 0;
  const [before, first, last] = [
    course.steps[known - 1],
    course.steps[known],
    course.steps[known + ahead - 1],
  ];
  if (first?.year !== last?.year) return null;
  return before?.year === first?.year ? (course.ends[known - 1] ?? 0) : (course.openings[known] ?? 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
