import { expect, it } from 'vitest';
import { heldMeasures } from '../fixtures/measures.ts';
import { createConnection } from './connection.ts';
import { createLater } from './later.ts';
import { FIGURES_ALONE } from './fixtures/figuresAlone.ts';
import { createQuestions } from './questions.ts';

const HEAD = '{"type":"tick"';

function listener() {
  const measures = heldMeasures();
  let time = 0;
  const steady = () => (time += 10_000);
  const failed = () => undefined;
  const questions = createQuestions({
    measures,
    ...FIGURES_ALONE,
    later: createLater({ figures: () => measures.revision(), steady, found: () => undefined, failed }),
    steady,
    failed,
    answered: () => undefined,
  });
  const sent: string[] = [];
  const socket = { bufferedAmount: 0, send: (text: string) => void sent.push(text) };
  const connection = createConnection({
    socket,
    who: { kind: 'wall' },
    questions,
    wants: () => undefined,
    shows: () => undefined,
    ready: () => undefined,
  });
  const query = { ask: 'values', units: ['HCM'], indicators: ['cases_to_enforce'] };
  connection.hear(JSON.stringify({ type: 'subscribe', id: 'city', query }));
  return { measures, questions, socket, sent, connection };
}

it('tells a slow subscriber nothing until it has caught up, and then the latest only', () => {
  const { measures, questions, socket, sent, connection } = listener();
  questions.refresh(0);
  connection.tell(HEAD, true);
  expect(sent).toHaveLength(1);

  socket.bufferedAmount = 10_000_000;
  for (const cases of [2, 3, 4]) {
    measures.set('HCM', cases);
    questions.refresh(0);
    connection.tell(HEAD, true);
    connection.hear('nonsense');
  }
  expect(sent).toHaveLength(1);

  socket.bufferedAmount = 0;
  connection.tell(HEAD, false);
  expect(sent).toHaveLength(2);
  expect(JSON.parse(sent[1] ?? '')).toMatchObject({
    results: { city: { units: { HCM: { cases_to_enforce: { value: 4 } } } } },
  });
});

it('forgets a question when its last asker leaves', () => {
  const { questions, connection } = listener();
  expect(questions.size()).toBe(1);
  connection.end();
  expect(questions.size()).toBe(0);
});
