import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { heldMeasures } from '../fixtures/measures.ts';
import { openRoom, type Room } from './fixtures/room.ts';
import { readStartingRules } from './starting.ts';

const ASSETS = join(import.meta.dirname, '..', '..', '..', 'assets');

let room: Room | undefined;
afterEach(() => room?.end());

it('gives a new room rules to begin with, once: what was removed stays away', () => {
  const starting = readStartingRules(ASSETS, (sentence) => expect.unreachable(sentence));
  expect(starting.length).toBeGreaterThan(0);
  room = openRoom(heldMeasures(), { starting });
  const rules = () => room?.alerts.rules.list(() => 0) ?? [];
  expect(rules().map(({ rule }) => rule.name)).toEqual(starting.map(({ name }) => name));
  for (const { number } of rules()) room.alerts.rules.remove(number, 'an');
  room.reopen();
  expect(rules()).toEqual([]);
});

it('begins without rules where their file is missing, and says so', () => {
  const said: string[] = [];
  expect(readStartingRules('/nowhere', (sentence) => said.push(sentence))).toEqual([]);
  expect(said.join()).toContain('starting.json');
});
