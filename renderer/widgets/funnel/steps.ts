/** The way of a year's cases through the statutory table, step by step, with what leaves at each. */
import type { MeasuresAnswer, Scalar } from '../../../electron/contract/answers.ts';
import { toNumber } from '../../ui/index.ts';

type Letter = keyof MeasuresAnswer['cases'] & keyof MeasuresAnswer['money'];
type Table = 'cases' | 'money';

export interface Step {
  readonly letter: 'A' | 'F' | 'G' | 'J' | 'K';
  readonly value: Scalar;
  /** Where its bar begins and ends, as shares of A from 0 to 1; both 0 where that is not known. */
  readonly from: number;
  readonly to: number;
  /** What the step before consists of beside this one: F = A − D − E, G = F − H − R, J = G − L; of A what it is made of. */
  readonly beside: readonly { readonly letter: Letter | 'L'; readonly value: Scalar }[];
}

const STEPS = [
  { letter: 'A', beside: ['B', 'C'] },
  { letter: 'F', beside: ['D', 'E'] },
  { letter: 'G', beside: ['H', 'R'] },
  { letter: 'J', beside: ['L'] },
  { letter: 'K', beside: [] },
] as const satisfies readonly { letter: Step['letter']; beside: readonly (Letter | 'L')[] }[];

/** K, what is carried to the next period, is what J leaves of F: its bar goes from the end of J to that of F. */
export function stepsOf(answer: MeasuresAnswer, table: Table): readonly Step[] {
  const value = (letter: Letter): Scalar => answer[table][letter];
  const whole = toNumber(value('A'));
  const share = (letter: Letter): number => {
    const amount = toNumber(value(letter));
    return whole === null || amount === null || whole <= 0 ? 0 : Math.min(1, Math.max(0, amount / whole));
  };
  return STEPS.map(({ letter, beside }) => ({
    letter,
    value: value(letter),
    ...(letter === 'K' ? { from: share('J'), to: share('F') } : { from: 0, to: share(letter) }),
    beside: beside.map((one) => ({ letter: one, value: one === 'L' ? leftOf(answer, table) : value(one) })),
  }));
}

/** L, eligible and not completed: G − J, exact. */
function leftOf(answer: MeasuresAnswer, table: Table): Scalar {
  if (table === 'cases') {
    const { G, J } = answer.cases;
    return G === null || J === null ? null : G - J;
  }
  const { G, J } = answer.money;
  return G === null || J === null ? null : String(BigInt(G) - BigInt(J));
}
