import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bindingsFile } from './bindingsFile.ts';
import type { Binding } from './fingerprint.ts';

const some: Binding[] = [
  { role: 'map', monitor: { label: 'LG', width: 3840, height: 2160, scale: 1.5, x: -1920, y: 0, place: 0 } },
];
let dir: string;
let said: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bindings-'));
  said = [];
});
afterEach(() => rmSync(dir, { recursive: true }));
const file = () => bindingsFile(dir, (sentence) => said.push(sentence));

describe('the bindings file', () => {
  it('is empty on a new wall', () => {
    expect(file().load()).toEqual([]);
    expect(said).toEqual([]);
  });
  it('gives back what was saved', () => {
    file().save(some);
    expect(file().load()).toEqual(some);
  });
  it.each([
    ['half a file', '{"schema":1,"bind', 'JSON'],
    ['a newer schema', '{"schema":2,"bindings":[]}', '"schema"'],
    [
      'a wrong field',
      JSON.stringify({ schema: 1, bindings: [{ ...some[0], role: 'clock' }] }),
      '"bindings.0.role"',
    ],
    ['a role bound twice', JSON.stringify({ schema: 1, bindings: [some[0], some[0]] }), '"bindings.1.role"'],
    ['an unknown field', JSON.stringify({ schema: 1, bindings: [], extra: 1 }), 'extra'],
  ])('refuses %s by name, sets it aside and uses the last good one', (_what, text, named) => {
    file().save(some);
    writeFileSync(join(dir, 'bindings.json'), text);
    expect(file().load()).toEqual(some);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(named);
    const aside = readdirSync(dir).find((name) => name.startsWith('bindings.refused-'));
    expect(readFileSync(join(dir, aside ?? ''), 'utf8')).toBe(text);
    expect(file().load()).toEqual(some);
    expect(said).toHaveLength(1);
  });
});
