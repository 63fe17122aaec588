import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  formatInstant,
  type Instant,
  parseInstant,
  yearEnd,
  yearStart,
} from '../../contract/calendar.ts';
import { createMeasures, type Measures, QuestionError, readCatalogue } from './index.ts';
import { divideRounded } from './indicators.ts';
import { slotsCovering } from './spans.ts';
import { timeline } from './timeline.ts';
import { createIngest } from '../ingest/index.ts';
import { openStore } from '../store/index.ts';
import { caseLine, unitLine } from '../ingest/fixtures.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

const ASSETS = join(import.meta.dirname, '..', '..', '..', 'assets');
const NOW = parseInstant('2026-11-20T10:00:00+07:00') as number;
const catalogue = readCatalogue(join(ASSETS, 'indicators'));
const keys = catalogue.map((i) => i.key);

async function measuresOf(lines: string[], ask: (measures: Measures) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-measures-'));
  const store = openStore({ dataDir });
  try {
    const measures = createMeasures(store, catalogue);
    const ingest = createIngest({ store, measures, now: () => NOW });
    ingest.settle({ id: 's', kind: 'push', nature: 'published', expectEveryS: 15 });
    const answer = await ingest.push('s', [Buffer.from(lines.join('\n'))]);
    expect(answer.quarantined).toBe(0);
    ask(measures);
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}

describe('the published record of TP.HCM 2025', () => {
  it('gives 84.38 % of cases and 56.37 % of money', async () => {
    const folder = join(ASSETS, 'published');
    const lines = readdirSync(folder)
      .filter((f) => f.endsWith('.ndjson'))
      .flatMap((f) => readFileSync(join(folder, f), 'utf8').trim().split('\n'));
    await measuresOf(lines, (measures) => {
      const { values } = measures.values({ unit: 'CB-HCM', year: 2025, at: NOW, indicators: keys });
      expect(values.case_completion_rate).toEqual({ value: 84.38, unit: 'percent', decimals: 2 });
      expect(values.money_recovery_rate).toEqual({ value: 56.37, unit: 'percent', decimals: 2 });
      expect(values.cases_to_enforce?.value).toBe(177_759);
      expect(values.cases_per_officer?.value).toBeNull();
    });
  });
});

describe('a question', () => {
  const lines = [
    JSON.stringify(unitLine('1', 'u', null)),
    JSON.stringify(caseLine('2', 'c', 'u', { due: 12345 })),
  ];
  const refusal = (ask: () => unknown): string => {
    try {
      ask();
    } catch (error) {
      if (error instanceof QuestionError) return error.field;
      throw error;
    }
    return 'no refusal';
  };

  it('after the end of its year is about the last instant of it; before its start it is an error', async () => {
    await measuresOf(lines, (measures) => {
      const asked = { unit: 'u', year: 2026 };
      expect(measures.measures({ ...asked, at: yearStart(2030) }).at).toBe(formatInstant(yearEnd(2026)));
      expect(refusal(() => measures.measures({ ...asked, at: yearStart(2026) - 1 }))).toBe('at');
      expect(refusal(() => measures.measures({ unit: 'nobody', at: NOW }))).toBe('unit');
      expect(refusal(() => measures.values({ ...asked, at: NOW, indicators: ['nothing'] }))).toBe(
        'indicators',
      );
    });
  });

  it('with nothing to divide by has no value', async () => {
    await measuresOf(lines.slice(0, 1), (measures) => {
      const { values } = measures.values({ unit: 'u', at: NOW, indicators: keys });
      expect(values.case_completion_rate?.value).toBeNull();
      expect(values.money_completed?.value).toBe('0');
    });
  });

  it('about a series gives the values of its instants', async () => {
    const start = yearStart(2026);
    const history = Array.from({ length: 60 }, (_, i) =>
      JSON.stringify(
        caseLine(`k${i}`, `k${i % 20}`, 'u', {
          v: i + 1,
          at: formatInstant(start - 40 * DAY_MS + ((i * 7919) % 120) * DAY_MS + i * 1_234_567),
          accepted_on: formatInstant(start + ((i * 31) % 90) * DAY_MS).slice(0, 10),
          due: 1000 + i,
          done: i * 3,
          state: i % 3 === 0 ? 'completed' : 'in_progress',
        }),
      ),
    );
    await measuresOf([lines[0] as string, ...history], (measures) => {
      for (const step of ['day', 'week', 'month'] as const)
        for (const indicator of ['cases_to_enforce', 'money_completed', 'case_completion_rate']) {
          const question = {
            indicator,
            unit: 'u',
            from: start - 50 * DAY_MS,
            to: start + 80 * DAY_MS + 123,
            step,
          };
          const { points } = measures.series(question);
          expect(points.at(-1)?.at).toBe(formatInstant(question.to));
          for (const point of points) {
            const at = parseInstant(point.at) as Instant;
            const { values } = measures.values({ unit: 'u', at, indicators: [indicator] });
            expect([point.at, point.value]).toEqual([point.at, values[indicator]?.value]);
          }
        }
    });
  });
});

describe('divideRounded', () => {
  it('rounds half away from zero', () => {
    expect([divideRounded(5n, 2n), divideRounded(-5n, 2n), divideRounded(5n, -2n)]).toEqual([3n, -3n, -3n]);
    expect([divideRounded(7n, 3n), divideRounded(-7n, 3n), divideRounded(0n, 9n)]).toEqual([2n, -2n, 0n]);
  });
});

describe('slotsCovering', () => {
  it('covers every hour before exactly once, with few cells', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8784 }), (hours) => {
        const covered = slotsCovering(hours).flatMap(({ span, from, to }) =>
          Array.from({ length: (to - from) * span }, (_, i) => from * span + i),
        );
        expect(covered).toEqual(Array.from({ length: hours }, (_, i) => i));
        expect(slotsCovering(hours).reduce((n, r) => n + r.to - r.from, 0)).toBeLessThanOrEqual(27);
      }),
    );
  });
});

describe('timeline', () => {
  it('has at every instant the highest version that has taken effect', () => {
    const versions = fc.uniqueArray(
      fc.record({ v: fc.integer({ min: 1, max: 9 }), at: fc.integer({ min: 0, max: 9 }) }),
      {
        selector: (x) => x.v,
      },
    );
    fc.assert(
      fc.property(versions, (its) => {
        const segments = timeline(its);
        for (let t = -1; t <= 10; t++) {
          const wanted = its.filter((x) => x.at <= t).sort((a, b) => b.v - a.v)[0];
          expect(segments.find((s) => s.from <= t && t < s.to)?.state).toEqual(wanted);
        }
      }),
    );
  });
});
