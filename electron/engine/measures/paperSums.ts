import type { PaperLetter } from './aggregates.ts';
import type { BreakdownRows } from './breakdownRows.ts';
import type { Sums } from './cubeReader.ts';
import type { Describe, Description } from './described.ts';
import type { EntityReader } from './entityReader.ts';
import { type Place, unitsCounting } from './place.ts';
import { scan } from './scan.ts';
import type { Turns } from './turns.ts';

/** Adds what the cube's cells say of N, Q, U and X to rows of units. */
export function addUnitSums(
  rows: BreakdownRows,
  place: Place,
  letters: ReadonlySet<PaperLetter>,
  cells: ReadonlyMap<number, Sums>,
): void {
  for (const letter of letters)
    for (const n of unitsCounting(letter, place)) {
      const sums = cells.get(n);
      const count = sums && { N: sums.sN, Q: sums.nQ, U: sums.nU, X: sums.nX }[letter];
      if (!count) continue;
      const unit = place.unitKey(n);
      const described = { unit, officer: null, category: null, initiation: null, band: null };
      add(rows, place, { described, n, letter, count, money: letter === 'Q' ? sums.mQ : 0n });
    }
}

/** Adds enforcers and papers one by one. */
export async function addPapers(
  rows: BreakdownRows,
  place: Place,
  letters: ReadonlySet<PaperLetter>,
  { reader, describe, turns }: { reader: EntityReader; describe: Describe; turns: Turns },
): Promise<void> {
  const one = (described: Description, n: number, letter: PaperLetter, money = 0) =>
    add(rows, place, { described, n, letter, count: 1n, money: BigInt(money) });

  if (letters.has('N'))
    for await (const found of scan(reader, turns, { type: 'officer', units: unitsCounting('N', place) }))
      one(describe.officer(found), found.state.unit, 'N');
  if (letters.has('Q'))
    for await (const found of scan(reader, turns, { type: 'receipt', units: unitsCounting('Q', place) }))
      one(describe.receipt(found), found.state.unit, 'Q', found.counted);
  const decisions = (['U', 'X'] as const).filter((letter) => letters.has(letter));
  if (decisions.length === 0) return;
  const units = [...new Set(decisions.flatMap((letter) => unitsCounting(letter, place)))];
  for await (const found of scan(reader, turns, { type: 'decision', units })) {
    const { letter, state } = found;
    if (letters.has(letter) && place.left.get(state.unit)?.cases.has(letter))
      one(describe.decision(found), state.unit, letter);
  }
}

/** Adds what an aggregate does not give besides. */
function add(
  rows: BreakdownRows,
  { left }: Place,
  what: { described: Description; n: number; letter: PaperLetter; count: bigint; money: bigint },
): void {
  const { described, n, letter, count, money } = what;
  const its = left.get(n);
  rows.addPapers(described, letter, its?.cases.has(letter) ? count : 0n, its?.money ? money : 0n);
}
