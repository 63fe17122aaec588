/** Closing statistical years: the figures are signed once and kept beside the live ones, which go on changing. */
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant, type Instant, yearEnd, yearOf } from '../../contract/calendar.ts';
import type {
  ClosePreview,
  ClosingSource,
  DifferencesAnswer,
  Edition,
  EditionListed,
  SealedEdition,
  VerificationAnswer,
  YearsAnswer,
} from '../../contract/years.ts';
import type { Measures } from '../measures/index.ts';
import { schemaOf, type WritableDB } from '../store/index.ts';
import { editionsOf, findClose, keepClose, type KeptClose, newestDigest } from './closeStore.ts';
import { differencesBetween } from './differences.ts';
import { verifyCloses } from './verify.ts';
import { readYear, type YearFigures } from './yearFigures.ts';

/** How far back years without a close are looked for. */
const YEARS_BACK = 12;

/** A year that cannot be closed now, or not as it was looked at. */
export class CloseError extends Error {
  readonly why: NonNullable<ClosePreview['obstacle']> | 'changed_since';
  constructor(why: CloseError['why'], detail: string) {
    super(detail);
    this.why = why;
  }
}

export interface Signature {
  year: number;
  who: string;
  remark: string;
  /** Digest of the figures that were looked at. */
  figures: string;
  /** Called in the same transaction with what was sealed. */
  sealed: (edition: SealedEdition) => void;
}

export interface Years {
  list(): YearsAnswer;
  preview(year: number): ClosePreview;
  /** Signs a year. Throws `CloseError` when it cannot be. */
  close(signature: Signature): SealedEdition;
  /** Newest first. */
  editions(year: number): EditionListed[];
  /** The newest edition or the one of that number; `null` when there is none. */
  find(year: number, edition?: number): KeptClose | null;
  /** Where live figures differ from a signed copy. */
  differences(of: KeptClose): DifferencesAnswer;
  /** @param audited digests that the audit trail says were signed */
  verify(audited: ReadonlySet<string>): VerificationAnswer;
}

export interface YearsParts {
  db: WritableDB;
  measures: Measures;
  sources: () => SourceHealth[];
  /** Version of the program. */
  program: string;
  now: () => Instant;
}

export function createYears({ db, measures, sources, program, now }: YearsParts): Years {
  function obstacleOf(year: number, figures: YearFigures): ClosePreview['obstacle'] {
    if (now() <= yearEnd(year)) return 'not_over';
    if (figures.units.length === 0) return 'no_units';
    return editionsOf(db, year)[0]?.figures === figures.digest ? 'nothing_new' : null;
  }

  const close = db.transaction(({ year, who, remark, figures, sealed }: Signature): SealedEdition => {
    const read = readYear(db, measures, year);
    const obstacle = obstacleOf(year, read);
    if (obstacle) throw new CloseError(obstacle, WORDS[obstacle](year));
    if (read.digest !== figures) throw new CloseError('changed_since', WORDS.changed_since(year));
    const head: Edition = {
      schema: 1,
      year,
      edition: editionsOf(db, year).length + 1,
      at: formatInstant(read.at),
      closedAt: formatInstant(now()),
      closedBy: who,
      remark,
      program,
      databaseSchema: schemaOf(db),
      units: read.units.length,
      sources: sources().map(standingOf),
      catalogue: read.catalogue,
      figures: read.digest,
      previous: newestDigest(db),
    };
    const made = keepClose(db, head, read.units);
    sealed(made);
    return made;
  });

  function differences({ edition, units }: KeptClose): DifferencesAnswer {
    const { year, at } = edition;
    const live = readYear(db, measures, year);
    return { year, edition: edition.edition, at, ...differencesBetween(units, live.units) };
  }

  /** Whether there is anything to close: a unit at the top, not of a published record, with a case or a receipt. */
  function hasFigures(year: number): boolean {
    const at = yearEnd(year);
    return measures
      .units(at)
      .filter(({ parent, nature }) => parent === null && nature !== 'published')
      .some(({ unit }) => {
        const { cases } = measures.measures({ unit, year, at });
        return cases.A !== 0 || cases.Q !== 0;
      });
  }

  return {
    list() {
      const current = yearOf(now());
      const newest = new Map<number, EditionListed>();
      for (const one of editionsOf(db)) if (!newest.has(one.year)) newest.set(one.year, listed(one));
      const recent = Array.from({ length: YEARS_BACK }, (_, i) => current - 1 - i);
      const years = [...new Set([...newest.keys(), ...recent.filter(hasFigures)])].sort((a, b) => b - a);
      return { current, years: years.map((year) => ({ year, newest: newest.get(year) ?? null })) };
    },
    preview(year) {
      const read = readYear(db, measures, year);
      const kept = findClose(db, year);
      const { letters, targets, added, gone } = differencesBetween(kept?.units ?? read.units, read.units);
      const known = new Set(read.units.map(({ unit }) => unit));
      return {
        year,
        at: formatInstant(read.at),
        now: formatInstant(now()),
        obstacle: obstacleOf(year, read),
        edition: (kept?.edition.edition ?? 0) + 1,
        units: read.units.length,
        figures: read.digest,
        tops: read.units.filter(({ parent }) => parent === null || !known.has(parent)),
        sources: sources().map(standingOf),
        differing: letters.length + targets.length + added.length + gone.length,
      };
    },
    close: (signature) => close.immediate(signature),
    editions: (year) => editionsOf(db, year).map(listed),
    find: (year, edition) => findClose(db, year, edition),
    differences,
    verify: (audited) => verifyCloses(db, audited),
  };
}

function listed({ catalogue: _, sources: __, ...rest }: SealedEdition): EditionListed {
  return rest;
}

function standingOf(source: SourceHealth): ClosingSource {
  const { id, name, kind, nature, state, heardAt, lastEventAt, lastSeq, behind, counts } = source;
  const { held, quarantined, conflicts } = counts;
  return {
    ...{ id, name, kind, nature, state, heardAt, lastEventAt, lastSeq, behind },
    ...{ held, quarantined, conflicts },
  };
}

const WORDS: Record<CloseError['why'], (year: number) => string> = {
  not_over: (year) => `Statistical year ${year} is not over: close it from 1 October ${year} on.`,
  no_units: (year) => `There is no unit at the end of statistical year ${year}: nothing can be signed.`,
  nothing_new: (year) =>
    `The figures of statistical year ${year} are those of its newest edition: there is nothing new to sign.`,
  changed_since: (year) =>
    `The figures of statistical year ${year} have changed since the preview: look at them again, then sign.`,
};
