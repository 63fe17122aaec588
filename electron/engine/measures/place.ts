import type { Aggregates, LeftToEvents, PaperLetter } from './aggregates.ts';
import { notThere, type Question } from './question.ts';
import { type Moment, momentOf } from './tablesAt.ts';
import { subtree, type UnitTrees } from './unitTree.ts';

/** The units a question is about, by number, at its moment. */
export interface Place extends Moment {
  /** Those whose letters of cases are counted case by case. */
  byCases: number[];
  /** Of each what is counted of N, Q, U and X one by one. */
  left: ReadonlyMap<number, LeftToEvents>;
  unitKey(n: number): string;
}

/** @throws QuestionError naming what is wrong with the question. */
export function placeOf(question: Question, trees: UnitTrees, aggregates: Aggregates): Place {
  const moment = momentOf(question);
  const tree = trees.at(moment.at);
  if (!tree.has(question.unit)) throw notThere(question.unit);
  const units = subtree(tree, question.unit).map(({ n }) => n);
  const left = units.map((n) => [n, aggregates.leftToEvents(n, moment.year, moment.at)] as const);
  return {
    ...moment,
    byCases: units.filter((n) => !aggregates.feeds(n, moment.year)),
    left: new Map(left),
    unitKey: (n) => trees.keyOf(n) ?? '',
  };
}

/** Units of which a letter is counted one by one, be it Q in đồng alone. */
export function unitsCounting(letter: PaperLetter, { left }: Place): number[] {
  return [...left]
    .filter(([, { cases, money }]) => cases.has(letter) || (letter === 'Q' && money))
    .map(([n]) => n);
}
