import { describe, expect, it } from 'vitest';
import { newSource } from '../../../electron/contract/sources.ts';
import { fieldsOf, settingsOf, TextFault, textsOf } from './fields.ts';

const MAPPING = {
  event: 'unit',
  fields: { unit: 'a', name: 'b', parent: 'c', level: { const: 'room' } },
  at: 'received',
};

describe('the form of a source', () => {
  it('makes settings that the contract takes, and shows them again as they were', () => {
    const texts = {
      ...textsOf('files', null),
      name: ' Báo cáo ',
      folder: '/srv/in',
      'format.as': 'csv',
      'format.delimiter': ';',
      'dueBy.time': '17:00',
      mappings: JSON.stringify(MAPPING),
    };
    const settings = newSource.parse({ id: 'a', kind: 'files', ...settingsOf('files', texts, null) });
    expect(settings).toMatchObject({
      name: 'Báo cáo',
      format: { as: 'csv', delimiter: ';', headerRow: 1, encoding: 'utf-8' },
      dueBy: { time: '17:00' },
      mappings: [MAPPING],
    });
    const again = settingsOf('files', textsOf('files', settings), settings);
    expect(newSource.parse({ ...settings, ...again })).toEqual(settings);
  });

  it('has the fields that the choices call for', () => {
    const paths = (as: string) => fieldsOf('files', { 'format.as': as }).map(({ path }) => path);
    expect(paths('xlsx')).toContain('format.sheet');
    expect(paths('csv')).toContain('format.delimiter');
    expect(paths('ndjson')).not.toContain('format.headerRow');
  });

  it('takes away what was emptied, keeps what it does not show, and leaves secrets alone', () => {
    const before = {
      id: 'a',
      kind: 'mqtt',
      host: 'h',
      topics: ['t'],
      user: 'u',
      dueBy: { time: '17:00', except: ['2026-04-30'] },
    };
    const texts = { ...textsOf('mqtt', before), user: '' };
    const changed = settingsOf('mqtt', texts, before);
    expect(changed).toMatchObject({ user: null, dueBy: { except: ['2026-04-30'] } });
    expect(changed).not.toHaveProperty('password');
    expect(settingsOf('mqtt', { ...texts, 'dueBy.time': '' }, before)).toMatchObject({ dueBy: null });
  });

  it('says which text is no JSON', () => {
    expect(() => settingsOf('pull', { mappings: '{' }, null)).toThrow(TextFault);
  });
});
