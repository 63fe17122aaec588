/** Every operation that changes what is set leaves an entry in the audit trail with what was before and is after. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import vietnamese from '../../assets/locales/vi/audit.json' with { type: 'json' };
import type { AuditAnswer } from '../../electron/contract/access.ts';
import { OUTSIDE } from '../../electron/engine/fixtures/network.ts';
import { changeLines } from '../../renderer/console/audit/changeLines.ts';
import { OPERATIONS } from './accessTable.ts';
import { SECRETS } from './acts/secrets.ts';
import { CHANGES, CHANGES_NOTHING } from './auditedActs.ts';
import { START_MS } from './engineProcess.ts';
import { type House, openHouse, PERSON } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, START_MS);
afterAll(() => house.close());

const trail = async (kind: string) =>
  (await house.get<AuditAnswer>(`/audit?limit=1000&what=${kind}`)).entries;

it('names every writing operation of the API, once', () => {
  const writing = Object.keys(OPERATIONS).filter((operation) => !operation.startsWith('GET '));
  expect([...Object.keys(CHANGES), ...Object.keys(CHANGES_NOTHING)].sort()).toEqual(writing.sort());
});

describe('the trail tells of', () => {
  it.each(Object.entries(CHANGES))('%s', async (operation, act) => {
    if (act.outside && OUTSIDE === undefined) return;
    const made = operation.endsWith('/setup');
    const known = made ? 0 : (await trail(act.kind)).length;
    const answer = await act.do(house);
    expect(answer.status, answer instanceof Response ? await answer.text() : '').toBeLessThan(300);
    const entries = await trail(act.kind);
    expect(entries.length).toBeGreaterThan(known);
    const [entry] = entries;
    const told = { before: entry?.before !== null, after: entry?.after !== null };
    expect(told).toEqual({ before: act.leaves !== 'added', after: act.leaves !== 'removed' });
    // What is the same before and after is no news, and something is.
    const [before, after] = [entry?.before ?? {}, entry?.after ?? {}];
    expect(Object.keys({ ...before, ...after })).not.toEqual([]);
    for (const name of Object.keys(before)) expect(after[name]).not.toEqual(before[name]);
  });

  it('no secret', async () => {
    const { entries } = await house.get<AuditAnswer>('/audit?limit=1000');
    const text = JSON.stringify(entries);
    for (const secret of [PERSON.password, ...Object.values(SECRETS)]) expect(text).not.toContain(secret);
    const changed = entries.find(({ what }) => what === 'source_changed');
    expect(changed?.before).toEqual({ limit: 4000, authorization: 'set' });
    expect(changed?.after).toEqual({ limit: 500, authorization: 'changed', urlQuery: 'new' });
  });

  it('every field in words', async () => {
    const { entries } = await house.get<AuditAnswer>('/audit?limit=1000');
    const told = entries.flatMap(changeLines).filter(({ path }) => path[0] !== 'differences');
    const names = new Set(told.flatMap(({ path }) => path));
    // Columns and fields of a mapping are named by the source.
    for (const name of ['unit', 'name', 'parent', 'level', ...Array(100).keys()]) names.delete(String(name));
    expect([...names].filter((name) => !Object.hasOwn(vietnamese.field, name))).toEqual([]);
  });
});
