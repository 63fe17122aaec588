import { describe, expect, it } from 'vitest';
import { newSource } from '../../../electron/contract/sources.ts';
import { mappings } from '../../../electron/contract/mapping.ts';
import { fieldsOf, settingsOf, TextFault, textsOf } from './fields.ts';
import { SAMPLE_EVENTS, withSample } from './mappingSample.ts';
import { readPosition } from './positions.ts';

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

  it('takes holidays as they are written here, where there is a rule of delivery', () => {
    const texts = { ...textsOf('push', null), 'dueBy.except': '30/4/2026, 01/05/2026\n2026-09-02' };
    expect(settingsOf('push', texts, null)).not.toHaveProperty('dueBy');
    const settings = settingsOf('push', { ...texts, 'dueBy.time': '17:00' }, null);
    expect(newSource.parse({ id: 'a', kind: 'push', ...settings }).dueBy).toEqual({
      time: '17:00',
      except: ['2026-04-30', '2026-05-01', '2026-09-02'],
    });
    const again = textsOf('push', settings);
    expect(again['dueBy.except']).toBe('30/04/2026, 01/05/2026, 02/09/2026');
    expect(settingsOf('push', { ...again, 'dueBy.except': '' }, settings)).toMatchObject({
      dueBy: { time: '17:00' },
    });
  });

  it('has mappings to begin with that the contract takes, one after the other', () => {
    const text = SAMPLE_EVENTS.reduce((sofar, event) => withSample(sofar, event), '');
    expect(mappings.parse(JSON.parse(text)).map(({ event }) => event)).toEqual([...SAMPLE_EVENTS]);
    expect(withSample('{ broken', 'case')).toBe('{ broken');
  });

  it('says of every kind how far it has been read', () => {
    expect(readPosition('pull', '4711')).toEqual({ is: 'seq', seq: 4711 });
    expect(readPosition('files', '{"taken":12,"done":true,"size":1}')).toEqual({
      ...{ is: 'file', rows: 12, done: true },
    });
    expect(readPosition('sql', '{"column":"2026","key":"7","by":"x"}')).toMatchObject({
      is: 'row',
      key: '7',
    });
    expect(readPosition('files', 'no json')).toEqual({ is: 'other', text: 'no json' });
  });
});
