/** The questions of this sitting with their answers. The engine keeps none: each goes out with the query before it. */
import { useRef, useState } from 'react';
import type { Query, QuestionAnswer, QuestionRequest, Words } from '../../../electron/contract/questions.ts';
import { questions } from './questionsApi.ts';

export interface Turn {
  readonly n: number;
  /** As it was typed, or the words of what was pressed. */
  readonly said: string | Words;
  readonly answer: QuestionAnswer;
  /** What was understood: what a following question goes on from, and what can be changed. */
  readonly query: Query | null;
  /** Changed by hand since it was asked. */
  readonly edited: boolean;
}

export interface Conversation {
  readonly turns: readonly Turn[];
  readonly busy: boolean;
  readonly error: unknown;
  /** In words; goes on from the question before. @returns whether there is an answer */
  ask(text: string): Promise<boolean>;
  /** A question that stands for itself. */
  askAnew(text: string): Promise<boolean>;
  /** A query as it stands. */
  choose(said: Words, query: Query): Promise<boolean>;
  /** The newest question with another query. */
  edit(query: Query): Promise<boolean>;
  beginAnew(): void;
}

export function useConversation(): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const count = useRef(0);
  const sitting = useRef(0);

  async function send(
    request: QuestionRequest,
    take: (turns: readonly Turn[], answer: QuestionAnswer) => readonly Turn[],
  ): Promise<boolean> {
    if (busy) return false;
    const began = sitting.current;
    setBusy(true);
    setError(null);
    try {
      const answer = await questions.ask(request);
      if (began !== sitting.current) return false;
      setTurns((before) => take(before, answer));
      return true;
    } catch (failure) {
      if (began === sitting.current) setError(failure);
      return false;
    } finally {
      if (began === sitting.current) setBusy(false);
    }
  }

  function append(said: string | Words, request: QuestionRequest): Promise<boolean> {
    count.current += 1;
    const n = count.current;
    return send(request, (before, answer) => [
      ...before,
      { n, said, answer, query: queryOf(answer), edited: false },
    ]);
  }

  return {
    ...{ turns, busy, error },
    ask(text) {
      const previous = turns.findLast(({ query }) => query !== null)?.query ?? undefined;
      return append(text, { text, ...(previous && { previous }) });
    },
    askAnew: (text) => append(text, { text }),
    choose: (said, query) => append(said, { query }),
    edit: (query) =>
      send({ query }, (before, answer) =>
        before.map((turn, i) =>
          i < before.length - 1 ? turn : { ...turn, answer, query: queryOf(answer) ?? query, edited: true },
        ),
      ),
    beginAnew() {
      sitting.current += 1;
      setTurns([]);
      setError(null);
      setBusy(false);
    },
  };
}

function queryOf(answer: QuestionAnswer): Query | null {
  return answer.outcome === 'choose' ? null : answer.query;
}
