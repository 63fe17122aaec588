import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bindingsFile } from './bindingsFile.ts';
import { NOTHING } from './memory.ts';
import type { Memory } from './memory.ts';

const monitor = {
  label: 'LG',
  serial: '42',
  width: 3840,
  height: 2160,
  scale: 1.5,
  x: -1920,
  y: 0,
  place: 0,
};
const some: Memory = {
  schema: 2,
  bindings: [{ role: 'map', monitor }],
  extras: [{ monitor: { ...monitor, x: 0, place: 1 }, shows: { kind: 'role', role: 'map' } }],
  fewer: [[{ role: 'map', monitor }]],
  confirmedAt: '2026-01-15T09:41:00+07:00',
};
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
    expect(file().load()).toEqual(NOTHING);
    expect(said).toEqual([]);
  });
  it('gives back what was saved', () => {
    file().save(some);
    expect(file().load()).toEqual(some);
  });
  it('reads the file of the first version', () => {
    const { serial: _unknown, ...old } = monitor;
    writeFileSync(
      join(dir, 'bindings.json'),
      JSON.stringify({ schema: 1, bindings: [{ role: 'map', monitor: old }] }),
    );
    expect(file().load()).toEqual({
      ...NOTHING,
      bindings: [{ role: 'map', monitor: { ...monitor, serial: '' } }],
    });
    expect(said).toEqual([]);
  });
  it.each([
    ['half a file', '{"schema":2,"bind', 'JSON'],
    ['a newer schema', '{"schema":3,"bindings":[]}', '"schema"'],
    [
      'a wrong field',
      JSON.stringify({ schema: 2, bindings: [{ ...some.bindings[0], role: 'clock' }] }),
      '"bindings.0.role"',
    ],
    [
      'a wrong field of the first version',
      JSON.stringify({ schema: 1, bindings: [{ ...some.bindings[0], role: 'clock' }] }),
      '"bindings.0.role"',
    ],
    [
      'a role bound twice',
      JSON.stringify({ ...some, bindings: [some.bindings[0], some.bindings[0]] }),
      '"bindings.1.role"',
    ],
    ['an unknown field', JSON.stringify({ ...some, more: 1 }), 'more'],
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
