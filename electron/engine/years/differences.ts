/** Where the figures of a year say something else now than in its signed copy. */
import type { ClosedUnit, LetterDifference } from '../../contract/years.ts';
import type { DifferencesAnswer } from '../../contract/years.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from '../../contract/letters.ts';

type Differences = Pick<DifferencesAnswer, 'letters' | 'targets' | 'added' | 'gone'>;

/** Units are matched by their key; one that is only on one side is named once, not letter by letter. */
export function differencesBetween(signed: readonly ClosedUnit[], live: readonly ClosedUnit[]): Differences {
  const before = new Map(signed.map((unit) => [unit.unit, unit]));
  const now = new Map(live.map((unit) => [unit.unit, unit]));
  const both = signed.flatMap((unit) => {
    const its = now.get(unit.unit);
    return its ? [[unit, its] as const] : [];
  });
  return {
    letters: both.flatMap(([was, is]) => lettersBetween(was, is)),
    targets: both.flatMap(([was, is]) => targetsBetween(was, is)),
    added: live.filter(({ unit }) => !before.has(unit)).map(named),
    gone: signed.filter(({ unit }) => !now.has(unit)).map(named),
  };
}

function lettersBetween(was: ClosedUnit, is: ClosedUnit): LetterDifference[] {
  const found: LetterDifference[] = [];
  for (const letter of COUNT_LETTERS) {
    const [signed, live] = [was.cases[letter], is.cases[letter]];
    if (signed !== live) found.push({ of: 'cases', ...named(is), letter, signed, live });
  }
  for (const letter of MONEY_LETTERS) {
    const [signed, live] = [was.money[letter], is.money[letter]];
    if (signed !== live) found.push({ of: 'money', ...named(is), letter, signed, live });
  }
  return found;
}

function targetsBetween(was: ClosedUnit, is: ClosedUnit): Differences['targets'] {
  const indicators = new Set([...Object.keys(was.targets), ...Object.keys(is.targets)]);
  return [...indicators].flatMap((indicator) => {
    const signed = was.targets[indicator]?.value ?? null;
    const live = is.targets[indicator]?.value ?? null;
    return signed === live ? [] : [{ ...named(is), indicator, signed, live }];
  });
}

function named({ unit, name }: ClosedUnit): { unit: string; name: string } {
  return { unit, name };
}
