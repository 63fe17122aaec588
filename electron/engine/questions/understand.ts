/** From words to a typed query, or to what must be asked back, or to why there is no answer. */
import type { UnitNode } from '../../contract/answers.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { CannotReason, OPEN_SLOTS, Query, Subject } from '../../contract/questions.ts';
import { followed } from './followUp.ts';
import { kindSaid } from './kinds.ts';
import { ignoredBy } from './ignored.ts';
import type { PhraseTable } from './phrases.ts';
import type { Places } from './places.ts';
import { anomalyQuery, queryOf } from './queries.ts';
import { type Reading, read } from './reading.ts';
import { subjectSaid, type SubjectSaid } from './subjects.ts';
import { beyondAnswer } from './beyond.ts';
import { timeSaid } from './times.ts';
import { unitsSaid } from './unitsSaid.ts';
import type { Means, Vocabulary } from './vocabulary.ts';

/** Everything a question is understood against. */
export interface Field {
  catalogue: readonly Indicator[];
  units: readonly UnitNode[];
  places: Places;
  vocabulary: Vocabulary;
  table: PhraseTable<Means>;
  /** The unit that is meant where none is named. */
  home: string;
  /** The agency as a whole. */
  whole: string | null;
  covers: (unit: string) => boolean;
  /** The day of the data clock. */
  today: string;
}

export type Understanding =
  /** `ignored`: words that the query says nothing of. */
  | { is: 'query'; query: Query; ignored: readonly string[] }
  | { is: 'choose'; about: (typeof OPEN_SLOTS)[number]; queries: readonly Query[] }
  /** `subject`: what was asked about, where that much was understood. */
  | { is: 'cannot'; reason: CannotReason; subject: Subject | null };

function cannot(reason: CannotReason, subject: Subject | null = null): Understanding {
  return { is: 'cannot', reason, subject };
}

/** @param previous the query before, for a question that goes on from it */
export function understand(text: string, field: Field, previous?: Query): Understanding {
  const reading = read(text, field);
  const beyond = beyondAnswer(text, reading);
  const subject = subjectSaid(reading, field.catalogue);
  const about =
    subject.is === 'one' ? subject.subject : previous && 'subject' in previous ? previous.subject : null;
  if (beyond) return cannot(beyond, about);

  const kind = kindSaid(reading);
  const units = unitsSaid(reading, field, kind);
  if (units.is === 'unknown') return cannot('unknown_unit');
  const time = timeSaid(reading, field.today, previous);
  if (time.is === 'future' && kind.kind !== 'forecast') return cannot('future', about);
  if (strange(reading)) return cannot('off_field');

  if (tooComplex({ kind, units, time, reading }) || averagesARate(reading, subject, field))
    return cannot('too_complex', about);

  const said = { kind, units, time, subject, reading };
  if (previous) {
    const going = followed(said, field, previous);
    if (going) return going;
  }
  if (kind.kind === 'anomaly') return perUnit(units.units, field, (unit) => anomalyQuery(said, field, unit));
  if (kind.kind === 'alert' || kind.kind === 'task') {
    const { kind: about } = kind;
    return perUnit(units.units, field, (unit) => ({ kind: about, unit }));
  }
  if (subject.is === 'none') return nothingMeasured(said, field);
  const subjects: readonly Subject[] = subject.is === 'one' ? [subject.subject] : subject.subjects;
  const make = (of: Subject, unit?: string) => queryOf(said, field, of, unit);
  if (subject.is === 'open')
    return { is: 'choose', about: subject.about, queries: subjects.map((of) => make(of)) };
  if (units.is === 'open')
    return { is: 'choose', about: 'unit', queries: units.units.map((unit) => make(subject.subject, unit)) };
  const query = make(subject.subject);
  return { is: 'query', query, ignored: ignoredBy(query, reading) };
}

export interface Said {
  kind: ReturnType<typeof kindSaid>;
  units: Exclude<ReturnType<typeof unitsSaid>, { is: 'unknown' }>;
  time: ReturnType<typeof timeSaid>;
  subject: ReturnType<typeof subjectSaid>;
  reading: Reading;
}

function perUnit(units: readonly string[], field: Field, make: (unit: string) => Query): Understanding {
  const asked = units.length > 0 ? units : [field.home];
  const [only] = asked;
  return asked.length === 1 && only !== undefined
    ? { is: 'query', query: make(only), ignored: [] }
    : { is: 'choose', about: 'unit', queries: asked.map(make) };
}

/** “Is the rate above the average?” asks for two figures. */
function averagesARate(reading: Reading, subject: SubjectSaid, { catalogue }: Field): boolean {
  if (!reading.has('average') || subject.is !== 'one' || subject.subject.of !== 'indicator') return false;
  const { key } = subject.subject;
  return catalogue.some((one) => one.key === key && one.formula.is === 'share');
}

/** Something left out; a comparison within another kind of question; parts told apart in two ways. */
function tooComplex({ kind, units, time, reading }: Omit<Said, 'subject'>): boolean {
  if (reading.has('except')) return true;
  const compares = time.is === 'with' || (time.is === 'period' && time.with !== undefined);
  const others = reading.has('compare', 'change') && units.units.length > 1;
  if (compares && (kind.kind === 'ranking' || kind.kind === 'breakdown' || others)) return true;
  if (kind.kind === 'ranking' && reading.has('change')) return true;
  const dimensions = new Set(
    reading.meanings.flatMap(({ meaning }) => (meaning.startsWith('by:') ? [meaning] : [])),
  );
  return dimensions.size > (kind.kind === 'trend' ? 0 : 1);
}

/** A place or a time without a measure is asked about; without either, it is not of this field. */
function nothingMeasured(said: Said, field: Field): Understanding {
  const { reading, units, time } = said;
  const ofTheField =
    units.units.length > 0 ||
    time.is !== 'none' ||
    reading.has(
      'overview',
      'table:cases',
      'table:money',
      'rate',
      'target',
      'units',
      'trend',
      'rank',
      'forecast',
      'enforcer',
    );
  if (!ofTheField || reading.unknown.length > 0) return cannot('off_field');
  const unit = units.is === 'open' ? units.units[0] : undefined;
  return {
    is: 'choose',
    about: 'subject',
    queries: field.catalogue
      .slice(0, OFFERED)
      .map(({ key }) => queryOf(said, field, { of: 'indicator', key }, unit)),
  };
}
const OFFERED = 6;

/** Whether more stands there that nobody knows than what is known. */
function strange({ unknown, meanings, units, indicators, times }: Reading): boolean {
  const known =
    meanings.filter(({ meaning }) => meaning !== 'filler').length +
    units.length +
    indicators.length +
    times.length;
  return unknown.length > 0 && unknown.length >= known;
}
