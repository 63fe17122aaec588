import { describe, expect, it } from 'vitest';
import { BUILT_IN_ROLES } from '../../electron/contract/access.ts';
import { NATURES, SOURCE_KINDS, SOURCE_STATES } from '../../electron/contract/answers.ts';
import { quarantineEntry, QUARANTINE_REASONS } from '../../electron/contract/sources.ts';
import english from '../../assets/locales/en/console.json' with { type: 'json' };
import vietnamese from '../../assets/locales/vi/console.json' with { type: 'json' };

function keysOf(strings: object, path = ''): string[] {
  return Object.entries(strings).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${path}${key}.`) : [path + key],
  );
}

describe('the console’s words', () => {
  it('are there in both languages', () => {
    expect(keysOf(english)).toEqual(keysOf(vietnamese));
  });

  it('name everything that the engine may say of a source', () => {
    expect(Object.keys(vietnamese.state)).toEqual([...SOURCE_STATES]);
    expect(Object.keys(vietnamese.nature)).toEqual([...NATURES]);
    expect(Object.keys(vietnamese.kind)).toEqual([...SOURCE_KINDS]);
    expect(Object.keys(vietnamese.reason)).toEqual([...QUARANTINE_REASONS]);
    expect(Object.keys(vietnamese.entry)).toEqual(quarantineEntry.shape.status.options);
    expect(Object.keys(vietnamese.role)).toEqual([...BUILT_IN_ROLES]);
  });
});
