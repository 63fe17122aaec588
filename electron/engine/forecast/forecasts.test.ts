import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, dayStart, formatInstant, HOUR_MS, type Instant, yearEnd } from '../../contract/calendar.ts';
import { anomaliesAnswer, forecastAnswer, type ForecastMade } from '../../contract/forecasts.ts';
import { WHOLE } from '../access/index.ts';
import { QuestionError } from '../measures/index.ts';
import { createQuestions, type Questions } from '../questions/index.ts';
import type { Query } from '../../contract/questions.ts';
import { readHolidays } from '../schedules/index.ts';
import { type Agency, ASSETS, NOW, openAgency } from './fixtures/agency.ts';
import { createForecasts, type Forecasts, readShifts } from './index.ts';

let agency: Agency;
let forecasts: Forecasts;
let questions: Questions;
const time = { at: NOW };

beforeAll(async () => {
  agency = await openAgency();
  questions = createQuestions({
    beyond: { anomalies: (units) => forecasts.anomalies(units) },
    measures: agency.measures,
    sources: () => [],
    now: () => time.at,
    assets: ASSETS,
    warn: (sentence) => {
      throw new Error(sentence);
    },
  });
  forecasts = createForecasts({
    db: agency.store.db,
    measures: agency.measures,
    now: () => time.at,
    daysOff: new Set(readHolidays(ASSETS, '/nowhere').nameOf.keys()),
    shifts: readShifts(ASSETS, (sentence) => {
      throw new Error(sentence);
    }),
    ask: (query) => questions.ask({ query }, WHOLE, time.at),
    failed: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await forecasts.stop();
  agency.close();
});

async function made(
  unit: string,
  indicator: string,
  more: { at?: Instant; more?: number; step?: 'day' | 'week' | 'month'; horizon?: number } = {},
): Promise<ForecastMade> {
  const answer = forecastAnswer.parse(
    await forecasts.of({ unit, indicator, step: 'week', at: NOW, ...more }),
  );
  if (answer.outcome !== 'forecast') throw new Error(answer.words.vi);
  return answer;
}

describe('a forecast', () => {
  it('goes from the last whole week to the end of the statistical year, in order', async () => {
    const { steps, origin, value, landing, known } = await made('A-1', 'cases_completed');
    expect(origin).toBe(formatInstant(dayStart('2026-06-15') - 1));
    expect(steps.at(-1)?.at).toBe(formatInstant(yearEnd(2026)));
    expect(known).toBeGreaterThan(80);
    for (const { low95, low80, value: middle, high80, high95 } of steps)
      expect([low95, low80, middle, high80, high95].map(Number)).toEqual(
        [low95, low80, middle, high80, high95].map(Number).sort((a, b) => a - b),
      );
    expect(Number(steps[0]?.value)).toBeGreaterThanOrEqual(Number(value));
    expect(landing.value).toBe(steps.at(-1)?.value);
  });

  it('of steady work lands where steady work leads', async () => {
    const { landing, value } = await made('A-1', 'cases_completed');
    const pace = Number(value) / ((dayStart('2026-06-15') - dayStart('2025-10-01')) / DAY_MS);
    expect(Math.abs(Number(landing.value) / (pace * 365) - 1)).toBeLessThan(0.06);
  });

  it('of a whole is near the sum of its parts', async () => {
    const [whole, one, two] = await Promise.all([
      made('A', 'cases_completed'),
      made('A-1', 'cases_completed'),
      made('A-2', 'cases_completed'),
    ]);
    const three = agency.measures.values({ unit: 'A-3', at: NOW, indicators: ['cases_completed'] });
    const parts =
      Number(one.landing.value) + Number(two.landing.value) + Number(three.values['cases_completed']?.value);
    expect(Math.abs(Number(whole.landing.value) / parts - 1)).toBeLessThan(0.2);
  });

  it('knows how likely a target is, and what a week must bring', async () => {
    const near = (await made('A-1', 'cases_completed')).landing.target;
    expect(near).toMatchObject({ value: 500 });
    const far = (await made('A-2', 'cases_completed')).landing;
    expect(far.target).toMatchObject({ value: 100_000, probability: 0.01, likelihood: 'very_unlikely' });
    expect(Number(far.target?.neededPerWeek)).toBeGreaterThan(Number(far.expectedPerWeek) * 50);
    expect((await made('A', 'cases_completed')).landing.target).toBeNull();
  });

  it('says what becomes of it with more a week, exactly as many weeks more', async () => {
    const needed = Number((await made('A-1', 'case_completion_rate')).landing.target?.neededPerWeek);
    const { landing, whatIf } = await made('A-1', 'case_completion_rate', {
      more: needed - Number((await made('A-1', 'case_completion_rate')).landing.expectedPerWeek),
    });
    expect(Number(whatIf?.value)).toBeCloseTo(60, 0);
    expect(whatIf?.target?.probability).toBeCloseTo(0.5, 1);
    expect(Number(landing.value)).not.toBe(Number(whatIf?.value));
  });

  it('of a rate stays between 0 and 100', async () => {
    const { steps } = await made('A-1', 'case_completion_rate');
    for (const { low95, high95 } of steps) {
      expect(Number(low95)).toBeGreaterThanOrEqual(0);
      expect(Number(high95)).toBeLessThanOrEqual(100);
    }
  });

  it('tells its error beside that of the naive rule, and is one sentence in both languages', async () => {
    const { pastError, pastErrors, words, rules } = await made('A-1', 'cases_completed');
    expect(pastError.count).toBeGreaterThan(20);
    expect(pastError.own).toBeLessThan(20);
    expect(pastErrors.map(({ ahead }) => ahead)).toContain(1);
    expect(rules.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 2);
    expect(words.vi).toMatch(/^Dự báo .*30\/09\/2026.*lệch .*\.$/);
    expect(words.en).toMatch(/30\/09\/2026.*off by .*\.$/);
  });

  it('by days and months, as far as asked', async () => {
    expect((await made('A-1', 'cases_completed', { step: 'day', horizon: 5 })).steps).toHaveLength(5);
    const short = await forecasts.of({ unit: 'A-1', indicator: 'cases_completed', step: 'month', at: NOW });
    expect(short).toMatchObject({ outcome: 'none', reason: 'too_short', known: 20, needed: 24 });
  });

  it('is not made of a history too short, and says how much is missing', async () => {
    const answer = await forecasts.of({ unit: 'A-3', indicator: 'cases_completed', step: 'week', at: NOW });
    expect(answer).toMatchObject({ outcome: 'none', reason: 'too_short', known: 5 });
    expect(answer.words.vi).toContain('mới có 5 tuần');
  });

  it('is refused for what is not there, by name', async () => {
    const refusal = (question: { unit: string; indicator: string }) =>
      forecasts.of({ ...question, step: 'week', at: NOW }).then(
        () => 'no refusal',
        (error: unknown) => (error instanceof QuestionError ? error.field : String(error)),
      );
    expect(await refusal({ unit: 'A-9', indicator: 'cases_completed' })).toBe('unit');
    expect(await refusal({ unit: 'A-1', indicator: 'nothing' })).toBe('indicator');
  });
});

describe('in the past', () => {
  it('only what was known then is taken into account', async () => {
    const at = dayStart('2026-03-04');
    const before = await made('A-1', 'cases_completed', { at });
    expect(before.origin).toBe(formatInstant(dayStart('2026-03-02') - 1));
    await agency.complete('A-1', dayStart('2026-05-20'));
    time.at += 3_600_000;
    expect((await made('A-1', 'cases_completed', { at })).steps).toEqual(before.steps);
  });
});

describe('what is kept', () => {
  it('is made for all units at once, and answers landings without waiting', async () => {
    expect(forecasts.landing('cases_in_progress', 'A-2', NOW)).toBeNull();
    await forecasts.refresh();
    const landing = forecasts.landing('cases_completed', 'A-2', time.at);
    expect(landing?.low).toBeLessThan(landing?.value ?? 0);
    expect(landing?.high).toBeGreaterThan(landing?.value ?? 0);
    expect(landing?.probability).toBeLessThan(0.01);
    expect(forecasts.landing('cases_completed', 'A-3', time.at)).toBeNull();
    expect(forecasts.landing('cases_completed', 'A-2', NOW - 40 * DAY_MS)).toBeNull();
  });

  it('is made anew when figures of its weeks have changed', async () => {
    const before = await made('A-1', 'cases_completed', { at: time.at });
    for (let i = 0; i < 30; i += 1) await agency.complete('A-1', dayStart('2026-06-09'));
    expect(Number((await made('A-1', 'cases_completed', { at: time.at })).value)).toBe(
      Number(before.value) + 30,
    );
  });
});

describe('what is off', () => {
  const found = () => anomaliesAnswer.parse(forecasts.anomalies(agency.measures.units(time.at)));

  it('is nothing while work goes on as it did', async () => {
    await forecasts.refresh();
    const { anomalies, days, falseAMonth } = found();
    expect(days).toEqual({ from: '2026-05-15', to: '2026-06-16' });
    expect(falseAMonth).toBe(2);
    expect(anomalies.filter(({ step, unit }) => step === 'day' && unit === 'A-2')).toEqual([]);
  });

  it('is named with the day, the unit and the kind of case, each with its query', async () => {
    for (let i = 0; i < 25; i += 1)
      await agency.complete('A-2', dayStart('2026-06-16') + HOUR_MS, 'criminal');
    await forecasts.refresh();
    const { anomalies } = found();
    const one = anomalies.find(
      ({ step, unit, indicator }) => step === 'day' && unit === 'A-2' && indicator === 'cases_completed',
    );
    expect(one).toMatchObject({ from: '2026-06-16', to: '2026-06-16' });
    expect(Number(one?.came)).toBeGreaterThan(Number(one?.high));
    expect(one?.words.vi).toMatch(
      /^Đơn vị A-2: .* ngày 16\/06\/2026 là .* cao hơn hẳn mức chờ đợi .*; lệch nhiều nhất ở loại việc hình sự/,
    );
    expect(one?.words.en).toContain('criminal cases');
    const [driver] = one?.drivers ?? [];
    expect(driver).toMatchObject({ by: 'category', came: 25, query: { kind: 'breakdown', unit: 'A-2' } });
    expect(one?.query).toMatchObject({ kind: 'value', period: { from: '2026-06-16', to: '2026-06-16' } });
    // The whole is not told of beside the office where it happened.
    expect(anomalies.some(({ unit, step }) => unit === 'A' && step === 'day')).toBe(false);
  });

  it('is the same when it is looked for again, and told of units that are seen only', async () => {
    const before = found();
    await forecasts.refresh();
    expect(found()).toEqual(before);
    const units = agency.measures.units(time.at).filter(({ unit }) => unit === 'A-1');
    expect(forecasts.anomalies(units).anomalies.every(({ unit }) => unit === 'A-1')).toBe(true);
  });

  it('is answered to whoever asks, within their part', async () => {
    const ask = (text: string, place: string | null, previous?: Query) =>
      questions.ask(
        { text, previous },
        { ...WHOLE, place, covers: (unit) => place === null || unit === place },
      );
    const asked = { kind: 'anomaly', unit: 'A', period: { from: '2026-06-16', to: '2026-06-16' } } as const;
    const whole = await ask('hôm qua có gì bất thường?', null);
    expect(whole).toMatchObject({ outcome: 'answered', query: asked });
    expect(whole.words.vi).toContain('Đơn vị A-2');
    const english = await ask('anything unusual yesterday?', null);
    expect(english.words.en).toContain('Đơn vị A-2');
    const own = await ask('hôm qua có gì bất thường?', 'A-1');
    expect(own).toMatchObject({ outcome: 'answered', query: { ...asked, unit: 'A-1' }, figures: [] });
    expect(own.words.vi).toContain('không có gì lệch hẳn');
    const further = await ask('còn tháng 5?', null, asked);
    expect(further).toMatchObject({
      query: { kind: 'anomaly', unit: 'A', period: { from: '2026-05-01', to: '2026-05-31' } },
    });
    expect(await ask('tháng 1/2026 có gì khác thường?', null)).toMatchObject({
      outcome: 'cannot',
      reason: 'no_data',
    });
  });

  it('is found by weeks when they come far otherwise than was told, with the unit below that moved', async () => {
    for (const unit of ['A-1', 'A-2'])
      for (let i = 0; i < 60; i += 1) await agency.complete(unit, dayStart('2026-06-10'));
    for (let i = 0; i < 40; i += 1) await agency.complete('A-1', dayStart('2026-06-09'));
    await forecasts.refresh();
    const weeks = found().anomalies.filter(
      ({ step, indicator }) => step === 'week' && indicator === 'cases_completed',
    );
    expect(weeks.map(({ unit }) => unit)).toContain('A-1');
    expect(weeks[0]).toMatchObject({ from: '2026-05-25', to: '2026-06-14' });
    expect(weeks[0]?.words.vi).toContain('từ 25/05/2026 đến 14/06/2026');
    expect(Number(weeks[0]?.came)).toBeGreaterThan(Number(weeks[0]?.high));
  });
});
