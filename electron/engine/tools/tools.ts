/** What a program that speaks for somebody may ask: the typed queries of questions, forecasts, and what there is to ask about. */
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import { forecastQuery } from '../../contract/forecasts.ts';
import { query, QUESTION_MAX } from '../../contract/questions.ts';
import { beyondWords, type Reach, unitsWithin } from '../access/index.ts';
import type { Forecasts } from '../forecast/index.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import type { Questions } from '../questions/index.ts';

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of what it is called with. */
  readonly inputSchema: Record<string, unknown> & { type: 'object' };
  /** @throws z.ZodError for input that does not fit, QuestionError for what is not there or not theirs to see */
  run(input: unknown, reach: Reach): Promise<object>;
}

export interface ToolParts {
  readonly measures: Measures;
  readonly questions: Questions;
  readonly forecasts: Pick<Forecasts, 'of'>;
  /** The instant of the data clock. */
  readonly now: () => Instant;
}

function tool<S extends z.ZodObject>(
  name: string,
  description: string,
  input: S,
  run: (input: z.output<S>, reach: Reach) => Promise<object> | object,
): Tool {
  const inputSchema = {
    ...z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
    type: 'object' as const,
  };
  return { name, description, inputSchema, run: async (raw, reach) => run(input.parse(raw), reach) };
}

const nothing = z.strictObject({});

/** Nothing here changes anything. What is answered is what the reach covers, and not a word of the rest. */
export function createTools({ measures, questions, forecasts, now }: ToolParts): Tool[] {
  return [
    tool(
      'ask_question',
      'Answers a question in Vietnamese or English about civil judgment enforcement figures from the engine’s own numbers. The answer carries the typed query it was understood as.',
      z.strictObject({ text: z.string().min(1).max(QUESTION_MAX) }),
      ({ text }, reach) => questions.ask({ text }, reach),
    ),
    tool(
      'run_query',
      'Answers a typed query: value, comparison, ranking, breakdown, trend, definition, target, forecast or anomaly. Keys of units and indicators are those of list_units and list_indicators.',
      z.strictObject({ query }),
      (asked, reach) => questions.ask({ query: asked.query }, reach),
    ),
    tool(
      'forecast',
      'Where an indicator of a unit is heading until the statistical year ends: value, intervals, the chance that the target is met, and the error of earlier forecasts beside the naive rule.',
      z.strictObject(forecastQuery.shape),
      (asked, reach) => {
        if (!reach.covers(asked.unit)) throw new QuestionError('unit', beyondWords(reach, asked.unit));
        return forecasts.of({ ...asked, at: now() });
      },
    ),
    tool('list_units', 'Units that may be asked about, parents before children.', nothing, (_, reach) => ({
      units: unitsWithin(reach, measures.units(now())).map(({ unit, name, parent, level }) => ({
        ...{ unit, name, parent, level },
      })),
    })),
    tool('list_indicators', 'Indicators that may be asked about.', nothing, () => ({
      indicators: measures.catalogue().map(({ key, name, unit, better }) => ({ key, name, unit, better })),
    })),
  ];
}
