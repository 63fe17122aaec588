import { beforeEach, expect, it } from 'vitest';
import type { Query } from '../../contract/live.ts';
import type { Principal } from '../access/index.ts';
import { type HeldMeasures, heldMeasures } from '../fixtures/measures.ts';
import { QuestionError } from '../measures/index.ts';
import { FIGURES_ALONE } from './fixtures/figuresAlone.ts';
import { createQuestions, type Questions } from './questions.ts';

const BY_CATEGORY: Query = {
  ask: 'distribution',
  unit: 'HCM',
  indicator: 'cases_to_enforce',
  by: 'category',
};
const WALL: Principal = { kind: 'wall' };
const READER: Principal = { kind: 'program', tokenId: 1, place: null, permissions: ['figures.read'] };

let measures: HeldMeasures;
let questions: Questions;
let time = 0;
let made = 0;
let heard: () => void = () => undefined;

beforeEach(() => {
  measures = heldMeasures();
  time = 0;
  made = 0;
  const { distribution } = measures;
  measures.distribution = (question) => {
    made += 1;
    return distribution(question);
  };
  questions = createQuestions({
    measures,
    ...FIGURES_ALONE,
    steady: () => time,
    failed: (error) => expect.unreachable(String(error)),
    answered: () => heard(),
  });
});

const answered = () => new Promise<void>((resolve) => (heard = resolve));

it('what takes several turns is asked for once, and told when it is there', async () => {
  const question = questions.ask(BY_CATEGORY, WALL);
  const there = answered();
  for (let i = 0; i < 5; i++) questions.refresh(0);
  expect([made, question.version]).toEqual([1, 0]);
  await there;
  expect(question.version).toBe(1);
  expect(JSON.parse(question.json ?? '')).toMatchObject({ whole: 1, rows: [{ key: 'civil', value: 1 }] });
});

it('is summed up again after a rest only, however often figures change', async () => {
  const question = questions.ask(BY_CATEGORY, WALL);
  const first = answered();
  questions.refresh(0);
  await first;
  for (time = 1000; time < 5000; time += 1000) {
    measures.set('HCM', time);
    questions.refresh(time);
  }
  expect(made).toBe(1);
  const second = answered();
  time = 5000;
  questions.refresh(time);
  await second;
  expect([made, question.version]).toEqual([2, 2]);
});

it('comes to the instant that playback stands at', async () => {
  questions.ask(BY_CATEGORY, WALL);
  for (const [instant, when] of [
    [1_000_000, 0],
    [2_000_000, 10_000],
  ] as const) {
    const there = answered();
    time = when;
    questions.refresh(instant, true);
    await there;
  }
  time = 30_000;
  questions.refresh(2_000_000, true);
  expect(made).toBe(2);
});

it('names enforcers only to whoever may see cases', () => {
  const byOfficer: Query = { ...BY_CATEGORY, by: 'officer' };
  const refused = questions.ask(byOfficer, READER);
  const told = questions.ask(byOfficer, WALL);
  questions.refresh(0);
  expect(refused.refusal).toMatchObject({ field: 'by' });
  expect(refused.refusal?.detail).toContain('cases.read');
  expect(told.refusal).toBeNull();
});

it('refuses what cannot be answered, once that is known', async () => {
  measures.distribution = () => Promise.reject(new QuestionError('indicator', 'There is no such indicator.'));
  const question = questions.ask(BY_CATEGORY, WALL);
  const there = answered();
  questions.refresh(0);
  await there;
  expect(question.refusal).toEqual({ field: 'indicator', detail: 'There is no such indicator.' });
});
