import { expect, it } from 'vitest';
import { dropDraft, keepDraft, readDraft } from './drafts.ts';

/** A store of a browser that holds what it is given, or refuses all. */
function store(refuses = false): Storage {
  const held = new Map<string, string>();
  const refuse = () => {
    if (refuses) throw new DOMException('no', 'QuotaExceededError');
  };
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    key: () => null,
    getItem: (key) => (refuse(), held.get(key) ?? null),
    setItem: (key, value) => (refuse(), void held.set(key, value)),
    removeItem: (key) => (refuse(), void held.delete(key)),
  };
}
const draft = {
  ...{ basedOn: 3, at: '2026-01-15T09:41:00.000+07:00', sending: true },
  document: { schema: 1 as const, title: 'Đang sửa', widgets: [] },
};

it('holds the changes of one person to one dashboard', () => {
  const kept = store();
  expect(keepDraft('lan', 'a', draft, kept)).toBe(true);
  expect(readDraft('lan', 'a', kept)).toEqual(draft);
  expect([readDraft('mai', 'a', kept), readDraft('lan', 'b', kept)]).toEqual([null, null]);
  dropDraft('lan', 'a', kept);
  expect(readDraft('lan', 'a', kept)).toBeNull();
});

it('goes on without a browser that keeps anything, and past what cannot be read', () => {
  expect(keepDraft('lan', 'a', draft, store(true))).toBe(false);
  expect(readDraft('lan', 'a', store(true))).toBeNull();
  const kept = store();
  keepDraft('lan', 'a', draft, kept);
  kept.setItem('ioc-wall-dashboard lan a', '{"half":');
  expect(readDraft('lan', 'a', kept)).toBeNull();
});
