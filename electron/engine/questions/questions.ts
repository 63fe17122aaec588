/** Questions in words and queries, answered as far as the asker sees. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceHealth, UnitNode } from '../../contract/answers.ts';
import { dayOf, type Instant } from '../../contract/calendar.ts';
import { type OfficesFile, officesFile } from '../../contract/offices.ts';
import type {
  QuestionAnswer,
  QuestionRequest,
  Query,
  SuggestedAnswer,
  Words,
} from '../../contract/questions.ts';
import type { Reach } from '../access/index.ts';
import type { Measures } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import { createAnswering } from './answering.ts';
import type { Asking, Beyond } from './answerParts.ts';
import { createFields } from './field.ts';
import { type Lexicon, LexiconError, readLexicon } from './lexicon.ts';
import { measuredOf } from './measured.ts';
import { ignoredWords } from './fixedWords.ts';
import { cannot, CHOOSE, EXAMPLES } from './outcomes.ts';
import { joined } from './phrasing.ts';
import { readSuggestions, suggestedFor } from './suggested.ts';
import { type Field, understand, type Understanding } from './understand.ts';

export interface Questions {
  /** @param at the instant it is asked about; left out, that of the data clock */
  ask(request: QuestionRequest, asker: Reach, at?: Instant): Promise<QuestionAnswer>;
  suggested(asker: Reach, role: string | null): SuggestedAnswer;
}

export interface QuestionsParts {
  /** What other capabilities answer. */
  beyond?: Beyond;
  measures: Measures;
  sources: () => readonly SourceHealth[];
  /** The instant of the data clock. */
  now: () => Instant;
  assets: string;
  warn: (sentence: string) => void;
}

/** What is wrong with the assets is said once; questions in words are refused until it is corrected. */
export function createQuestions(parts: QuestionsParts): Questions {
  const lexicon = lexiconOf(parts);
  if (lexicon === null) return refusing();
  const { measures, now } = parts;
  const suggestions = readSuggestions(parts.assets, parts.warn);
  const fieldOf = createFields({
    lexicon,
    offices: officesIn(join(parts.assets, 'offices')),
    catalogue: measures.catalogue(),
  });
  const answer = createAnswering({ measures, lexicon, sources: parts.sources, beyond: parts.beyond ?? {} });

  function askingOf(reach: Reach, at = now()): Asking & { field: Field | null } {
    const units = measures.units(at);
    return { reach, units, now: at, field: fieldOf(units, reach, dayOf(at)) };
  }

  return {
    async ask({ text, query, previous }, reach, at) {
      const asking = askingOf(reach, at);
      if (query) return answer(query, asking);
      if (!asking.field) return cannot('no_data', null);
      const understood = understand(text ?? '', asking.field, previous);
      if (understood.is === 'cannot') {
        const { reason, subject } = understood;
        return cannot(reason, null, {
          measured: subject && measuredOf(subject, measures.catalogue(), lexicon),
        });
      }
      if (understood.is === 'choose') return choices(understood, asking.units, lexicon, measures);
      const found = await answer(understood.query, asking);
      if (found.outcome !== 'answered' || understood.ignored.length === 0) return found;
      return {
        ...found,
        words: joined([found.words, ignoredWords(understood.ignored)]),
        ignored: [...understood.ignored],
      };
    },
    suggested(reach, role) {
      const { field } = askingOf(reach);
      if (!field) return { questions: [] };
      return {
        questions: suggestedFor({ role, place: reach.place }, suggestions).flatMap((words) => {
          const understood = understand(words.vi, field);
          return understood.is === 'query' ? [{ words, query: understood.query }] : [];
        }),
      };
    },
  };
}

function lexiconOf({ assets, warn }: QuestionsParts): Lexicon | null {
  try {
    return readLexicon(assets);
  } catch (error) {
    if (!(error instanceof LexiconError)) throw error;
    warn(`${error.message} Questions are not answered until then.`);
    return null;
  }
}

function refusing(): Questions {
  return {
    ask: () =>
      Promise.reject(
        new ProblemError(503, 'Questions cannot be read: assets/questions/lexicon.json must be corrected.'),
      ),
    suggested: () => ({ questions: [] }),
  };
}

/** Names of places are a help: a file that is wrong is told of where the map is drawn from it. */
function officesIn(folder: string): OfficesFile[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return names.sort().flatMap((name) => {
    try {
      const read = officesFile.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}

function choices(
  { about, queries }: Extract<Understanding, { is: 'choose' }>,
  units: readonly UnitNode[],
  lexicon: Lexicon,
  measures: Measures,
): QuestionAnswer {
  const labelOf = (query: Query): Words | null => {
    if (about === 'unit' && 'unit' in query) {
      const name = units.find(({ unit }) => unit === query.unit)?.name ?? query.unit;
      return { vi: name, en: name };
    }
    return 'subject' in query
      ? (measuredOf(query.subject, measures.catalogue(), lexicon)?.name ?? null)
      : null;
  };
  const offered = queries.flatMap((query) => {
    const label = labelOf(query);
    return label === null ? [] : [{ label, query }];
  });
  if (offered.length === 0)
    return {
      outcome: 'cannot',
      reason: 'no_data',
      words: CHOOSE[about],
      query: null,
      examples: [...EXAMPLES],
    };
  return { outcome: 'choose', about, words: CHOOSE[about], choices: offered };
}
