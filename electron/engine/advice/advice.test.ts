import { afterAll, beforeAll, expect, it } from 'vitest';
import { PERMISSIONS } from '../../contract/access.ts';
import { type Hall, NOW, openHall } from '../questions/fixtures/hall.ts';
import { adviceOn } from './advice.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

function advise(unit: string, place: string | null = null) {
  const covers = (one: string) => place === null || one === place;
  const parts = { questions: hall.questions, units: (at: number) => hall.measures.units(at) };
  const asked = { indicator: 'case_completion_rate', unit, at: NOW };
  return adviceOn(parts, asked, { place, permissions: PERMISSIONS, covers });
}

it('gives sentences with the queries that they answer, and the same answer to each again', async () => {
  const { sentences } = await advise('HCM-KV03');
  expect(sentences.map(({ query }) => query.kind)).toEqual(['target', 'comparison']);
  for (const { query, words } of sentences) expect(await hall.send(query)).toMatchObject({ words });
});

it('ranks the units below where there are some', async () => {
  const { sentences } = await advise('HCM');
  const ranked = sentences.flatMap(({ query }) => (query.kind === 'ranking' ? [query.order] : []));
  expect(ranked).toEqual(['lowest', 'highest']);
});

it('tells nothing of a unit beyond the asker’s part', async () => {
  expect((await advise('HCM', 'HCM-KV05')).sentences).toEqual([]);
});
