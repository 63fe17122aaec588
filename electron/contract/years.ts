/** The close of a statistical year: a signed copy of its figures, kept beside the live ones. */
import { z } from 'zod';
import { dong, instantText, NATURES, scalar, SOURCE_KINDS, SOURCE_STATES } from './answers.ts';
import { UNIT_LEVELS } from './events.ts';
import { indicator, status } from './indicators.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from './letters.ts';

/** SHA-256, hexadecimal. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Everything a unit is signed for, its whole subtree counted, at the last instant of the year. `null` is unknown. */
export const closedUnit = z.object({
  unit: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  level: z.enum(UNIT_LEVELS),
  nature: z.enum(NATURES),
  cases: z.record(z.enum(COUNT_LETTERS), z.number().nullable()),
  money: z.record(z.enum(MONEY_LETTERS), dong.nullable()),
  /** By indicator, in its own unit; the catalogue is in the edition. */
  indicators: z.record(z.string(), scalar),
  /** By indicator, where the unit had one: the target of the year, and how it was reached. */
  targets: z.record(z.string(), z.object({ value: z.number(), status: status.nullable() })),
});
export type ClosedUnit = z.infer<typeof closedUnit>;

/** How a source stood when the year was closed. */
export const closingSource = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(SOURCE_KINDS),
  nature: z.enum(NATURES),
  state: z.enum(SOURCE_STATES),
  heardAt: instantText.nullable(),
  lastEventAt: instantText.nullable(),
  lastSeq: z.int(),
  behind: z.int().nullable(),
  /** Lines that wait for their unit, lines to be corrected, versions that contradict each other. */
  held: z.int(),
  quarantined: z.int(),
  conflicts: z.int(),
});
export type ClosingSource = z.infer<typeof closingSource>;

/** One signed copy of a year; a later one of the same year is a new edition, and both stay. */
export const edition = z.object({
  schema: z.literal(1),
  year: z.int(),
  /** 1 is the first. */
  edition: z.int().min(1),
  /** The instant of the figures: the last of the year. */
  at: instantText,
  closedAt: instantText,
  closedBy: z.string(),
  remark: z.string(),
  /** Version of the program, and number of its database's schema. */
  program: z.string(),
  databaseSchema: z.int(),
  units: z.int(),
  sources: z.array(closingSource),
  catalogue: z.array(indicator),
  /** Digest of the catalogue and the units: two editions with the same say the same. */
  figures: digest,
  /** Digest of the close before this one, of whatever year; `null` for the very first. */
  previous: digest.nullable(),
});
export type Edition = z.infer<typeof edition>;

/** The digest is of the edition's canonical text; see the operations guide. */
export const sealedEdition = edition.extend({ digest });
export type SealedEdition = z.infer<typeof sealedEdition>;
const editionListed = sealedEdition.omit({ catalogue: true, sources: true });
export type EditionListed = z.infer<typeof editionListed>;

export const closeAnswer = z.object({ edition: sealedEdition, units: z.array(closedUnit) });
export type CloseAnswer = z.infer<typeof closeAnswer>;
export const editionsAnswer = z.object({ year: z.int(), editions: z.array(editionListed) });
export type EditionsAnswer = z.infer<typeof editionsAnswer>;

/** Years that are over and have figures, newest first, and those that were closed. */
export const yearsAnswer = z.object({
  /** The year that runs. */
  current: z.int(),
  years: z.array(
    z.object({
      year: z.int(),
      /** The newest edition; `null` while there is none. */
      newest: editionListed.nullable(),
    }),
  ),
});
export type YearsAnswer = z.infer<typeof yearsAnswer>;

/** Why a year cannot be closed now. */
export const CLOSE_OBSTACLES = ['not_over', 'no_units', 'nothing_new'] as const;

/** What a close would freeze now. */
export const closePreview = z.object({
  year: z.int(),
  at: instantText,
  now: instantText,
  obstacle: z.enum(CLOSE_OBSTACLES).nullable(),
  /** Number that the edition would have. */
  edition: z.int(),
  units: z.int(),
  /** Sent back with the signature: what is signed is what was looked at. */
  figures: digest,
  /** Units without a parent: their figures are those of everything below. */
  tops: z.array(closedUnit),
  sources: z.array(closingSource),
  /** Where the figures differ from the newest edition. */
  differing: z.int(),
});
export type ClosePreview = z.infer<typeof closePreview>;

export const closeRequest = z.strictObject({
  /** Of the person who signs, asked again. */
  password: z.string().min(1).max(256),
  remark: z.string().trim().max(2000).default(''),
  /** `figures` of the preview. */
  figures: digest,
});
export type CloseRequest = z.input<typeof closeRequest>;

/** A letter of a unit that says something else now than in the signed copy. */
const letterDifference = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('cases'),
    unit: z.string(),
    name: z.string(),
    letter: z.enum(COUNT_LETTERS),
    signed: z.number().nullable(),
    live: z.number().nullable(),
  }),
  z.object({
    of: z.literal('money'),
    unit: z.string(),
    name: z.string(),
    letter: z.enum(MONEY_LETTERS),
    signed: dong.nullable(),
    live: dong.nullable(),
  }),
]);
export type LetterDifference = z.infer<typeof letterDifference>;

const unitNamed = z.object({ unit: z.string(), name: z.string() });

export const differencesAnswer = z.object({
  year: z.int(),
  edition: z.int(),
  at: instantText,
  letters: z.array(letterDifference),
  /** Targets of the year that were changed since; `null` where there is none. */
  targets: z.array(
    unitNamed.extend({
      indicator: z.string(),
      signed: z.number().nullable(),
      live: z.number().nullable(),
    }),
  ),
  /** Units that are in the organisation of that instant only now, or only in the signed copy. */
  added: z.array(unitNamed),
  gone: z.array(unitNamed),
});
export type DifferencesAnswer = z.infer<typeof differencesAnswer>;

/** What can be wrong with the closes that are kept. */
export const CLOSE_FAULTS = [
  'figures_changed',
  'text_changed',
  'chain_broken',
  'not_in_audit',
  'gone',
] as const;

export const verificationAnswer = z.object({
  /** Closes looked at, of all years. */
  closes: z.int(),
  /** Digest of the newest close, to compare with one written down elsewhere; `null` while there is none. */
  newest: digest.nullable(),
  faults: z.array(
    z.object({ year: z.int().nullable(), edition: z.int().nullable(), fault: z.enum(CLOSE_FAULTS), digest }),
  ),
});
export type VerificationAnswer = z.infer<typeof verificationAnswer>;
