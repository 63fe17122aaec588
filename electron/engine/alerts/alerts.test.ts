import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertRule } from '../../contract/alerts.ts';
import { DAY_MS, formatInstant } from '../../contract/calendar.ts';
import { bandOf, spreadsOf } from './band.ts';
import { ALL, MINUTE, openRoom, type Room, START } from './fixtures.ts';

let room: Room;
beforeEach(() => {
  room = openRoom();
});
afterEach(() => room.end());

const units = () => room.alerts.list(ALL).map(({ unit, state }) => `${unit} ${state}`);
const numberOf = (unit: string) => room.alerts.list(ALL).find((one) => one.unit === unit)?.number ?? 0;
function act(kind: 'acknowledged', unit: string, comment = ''): void {
  room.alerts.act([numberOf(unit)], ALL, { kind, at: room.now(), by: 'an', comment, detail: null });
}

describe('alerts of a rule', () => {
  it('fire, say by how much, stay listed after they are over, and go when somebody has seen them', () => {
    room.add();
    room.pass(1000);
    expect(units()).toEqual([]);
    room.set('KV01', 39.5);
    room.pass(1000);
    expect(room.alerts.list(ALL)).toMatchObject([
      {
        unit: 'KV01',
        unitName: 'Phòng KV01',
        state: 'firing',
        value: 39.5,
        limit: 40,
        measuredIn: 'percent',
        times: 1,
      },
    ]);
    room.set('KV01', 41);
    room.pass(1000);
    expect(units()).toEqual(['KV01 recovered']);
    act('acknowledged', 'KV01');
    expect(units()).toEqual([]);
  });

  it('are one alert however often they fire before somebody looks, and unanswered again each time', () => {
    room.add();
    for (const value of [30, 50, 30, 50, 30]) {
      room.set('KV01', value);
      room.pass(60_000);
    }
    expect(room.alerts.list(ALL)).toMatchObject([{ unit: 'KV01', times: 3, state: 'firing' }]);
    act('acknowledged', 'KV01', 'đã gọi');
    expect(room.alerts.list(ALL)).toMatchObject([{ acknowledged: { by: 'an', comment: 'đã gọi' } }]);
    room.set('KV01', 50);
    room.pass(1000);
    expect(units()).toEqual([]);
  });

  it('wait for their time, come back only from beyond the other limit, and by the clock alone', () => {
    const limits = { limit: 40, clear: 45 };
    const condition = { kind: 'fixed', of: { indicator: 'rate' }, compare: 'below', ...limits } as const;
    room.add({ condition, forMinutes: 5, recoverMinutes: 2 });
    room.set('KV01', 39);
    room.pass(1000);
    expect(units()).toEqual([]);
    room.pass(5 * MINUTE);
    expect(units()).toEqual(['KV01 firing']);
    room.set('KV01', 43);
    room.pass(10 * MINUTE);
    expect(units()).toEqual(['KV01 firing']);
    room.set('KV01', 45);
    room.pass(1000);
    expect(units()).toEqual(['KV01 recovering']);
    room.pass(2 * MINUTE);
    expect(units()).toEqual(['KV01 recovered']);
  });

  it('stand as they stood after the engine ended without a word', () => {
    room.add({ forMinutes: 5 });
    room.set('KV01', 39);
    room.set('KV02', 39);
    room.pass(1000);
    room.pass(3 * MINUTE);
    room.reopen();
    room.pass(2 * MINUTE);
    expect(units()).toEqual(['KV01 firing', 'KV02 firing']);
    act('acknowledged', 'KV01');
    room.reopen();
    room.pass(1000);
    expect(room.alerts.list(ALL).map(({ acknowledged }) => acknowledged?.by ?? null)).toEqual(['an', null]);
  });

  it('are not looked at while nothing changed', () => {
    room.add();
    room.set('KV01', 39);
    room.pass(1000);
    expect(room.alerts.look()).toBe(0);
    room.pass(1000);
    const before = room.store.db.prepare('SELECT total_changes()').pluck().get();
    for (let i = 0; i < 50; i += 1) room.pass(1000);
    expect(room.store.db.prepare('SELECT total_changes()').pluck().get()).toBe(before);
  });

  it('end with their rule, and go on when only words or channels of it change', () => {
    const number = room.add();
    room.set('KV01', 39);
    room.pass(1000);
    room.alerts.rules.change(number, room.rule({ name: 'Tên khác', severity: 'critical' }), 'an');
    room.alerts.ruleChanged(number);
    room.pass(1000);
    expect(room.alerts.list(ALL)).toMatchObject([
      { name: 'Tên khác', severity: 'critical', state: 'firing', times: 1 },
    ]);
    room.alerts.rules.remove(number, 'an');
    room.alerts.ruleChanged(number);
    expect(room.alerts.list(ALL)).toMatchObject([{ name: 'Tên khác', state: 'recovered' }]);
    expect(room.alerts.find(numberOf('KV01'), ALL)?.events.map(({ kind }) => kind)).toEqual([
      'fired',
      'ended_with_rule',
    ]);
  });

  it('are seen within somebody’s part of the organisation only, and answered there only', () => {
    room.add();
    for (const unit of ['KV01', 'KV02']) room.set(unit, 39);
    room.pass(1000);
    const sight = { place: 'KV02', covers: (unit: string) => unit === 'KV02' };
    expect(room.alerts.list(sight).map(({ unit }) => unit)).toEqual(['KV02']);
    const happening = { kind: 'acknowledged', at: room.now(), by: 'b', comment: '', detail: null } as const;
    expect(room.alerts.act([numberOf('KV01')], sight, happening)).toEqual([]);
    expect(room.alerts.find(numberOf('KV01'), sight)).toBeNull();
  });

  it('stood at any past instant as they stood then', () => {
    room.add();
    room.pass(MINUTE);
    room.set('KV01', 39);
    room.pass(MINUTE);
    act('acknowledged', 'KV01');
    room.pass(MINUTE);
    room.set('KV01', 50);
    room.pass(MINUTE);
    const then = (minutes: number) =>
      room.alerts
        .list(ALL, START + minutes * MINUTE)
        .map(({ unit, acknowledged }) => `${unit} ${acknowledged?.by ?? '–'}`);
    expect([1, 2.5, 3.5, 4.5].map(then)).toEqual([[], ['KV01 an'], ['KV01 an'], []]);
    expect(then(2)).toEqual(['KV01 an']);
    expect(room.alerts.board(ALL, { unit: null, limit: 5 }, START + 2.5 * MINUTE).groups).toHaveLength(1);
  });
});

describe('conditions', () => {
  it('compare đồng beyond what a floating-point number holds', () => {
    const condition = { kind: 'fixed', of: { indicator: 'money' }, compare: 'above', limit: 1e18 } as const;
    room.add({ condition });
    room.set('KV01', 50, '1000000000000000000');
    room.pass(1000);
    expect(units().sort()).toEqual(['KV02 firing', 'KV03 firing']);
  });

  it('hold a value against the target to date, and leave alone whoever has none', () => {
    room.add({ condition: { kind: 'target', indicator: 'rate', limit: 90 } });
    room.targets.set('KV01', 112).set('KV02', 110);
    room.pass(1000);
    // 50 of 56 is 89.3 per cent, 50 of 55 is 90.9.
    expect(room.alerts.list(ALL)).toMatchObject([{ unit: 'KV01', value: 50, limit: 56 }]);
  });

  it('know the last places, and that nobody is last where all are equal', () => {
    room.add({ condition: { kind: 'rank', indicator: 'rate', from: 'worst', limit: 1 } });
    room.pass(1000);
    expect(units()).toEqual([]);
    room.set('KV02', 49);
    room.pass(1000);
    expect(room.alerts.list(ALL)).toMatchObject([{ unit: 'KV02', value: 1, measuredIn: 'place' }]);
  });

  it('notice a source that is silent', () => {
    const number = room.add({ condition: { kind: 'freshness', source: 'core', limit: 10 }, scope: {} });
    room.pass(9 * MINUTE);
    expect(units()).toEqual([]);
    room.pass(1.1 * MINUTE);
    expect(room.alerts.list(ALL)).toMatchObject([
      { rule: number, source: 'Phần mềm nghiệp vụ', unit: null, value: 10 },
    ]);
    expect(room.alerts.list({ place: 'HCM', covers: () => true })).toEqual([]);
    Object.assign(room.sources[0] ?? {}, { heardAt: formatInstant(room.now()) });
    room.pass(MINUTE);
    expect(units()).toEqual(['null recovered']);
  });

  it('ask for the forecast that is passed in, and say an error where there is none', () => {
    room.add({ condition: { kind: 'forecast', indicator: 'rate', limit: 50 }, scope: { unit: 'HCM' } });
    room.pass(1000);
    expect(room.alerts.list(ALL)).toMatchObject([{ cause: 'error', error: 'no_forecast', state: 'error' }]);
    room.end();
    room = openRoom({
      landing: (_indicator, unit) => (unit === 'KV01' ? 0.2 : unit === 'KV02' ? 0.9 : null),
    });
    room.add({ condition: { kind: 'forecast', indicator: 'rate', limit: 50 } });
    room.pass(1000);
    expect(room.alerts.list(ALL)).toMatchObject([{ unit: 'KV01', value: 20, measuredIn: 'probability' }]);
  });

  it('know what is usual by the middle, which single odd weeks do not move', () => {
    expect(bandOf([1, 1, 1, 1, 1, 1, 1])).toBeNull();
    const usual = [1, 2, 1, 2, 1, 2, 1, 2];
    const band = bandOf(usual);
    expect(band).toEqual({ middle: 1.5, spread: 1.4826 * 0.5 });
    expect(bandOf([...usual, 90])?.spread).toBeCloseTo(1.4826, 5);
    expect(spreadsOf(5, { middle: 2, spread: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(spreadsOf(2, { middle: 2, spread: 0 })).toBe(0);
  });

  it('tell no data apart, and let the rule say what it means', () => {
    room.add({ noData: 'alert', forMinutes: 2 });
    room.add({ name: 'khác', noData: 'keep' });
    room.set('KV01', null);
    room.pass(1000);
    expect(units()).toEqual([]);
    room.pass(2 * MINUTE);
    expect(room.alerts.list(ALL)).toMatchObject([{ unit: 'KV01', cause: 'no_data', state: 'no_data' }]);
  });

  it('are not looked at outside their hours', () => {
    const hours = { from: '07:30', to: '17:00', weekdays: [1, 2, 3, 4, 5] };
    room.add({ hours });
    room.pass(9 * 60 * MINUTE);
    room.set('KV01', 39);
    room.pass(MINUTE);
    expect(units()).toEqual([]);
    room.pass(14 * 60 * MINUTE);
    expect(units()).toEqual(['KV01 firing']);
  });
});

describe('rules that cannot be', () => {
  const refused = (change: Parameters<Room['rule']>[0]) => {
    try {
      room.alerts.rules.check(room.rule(change));
    } catch (error) {
      return Reflect.get(error as object, 'field') as string;
    }
    return null;
  };
  it('are refused with the place in the document', () => {
    const fixed = { kind: 'fixed', compare: 'below', limit: 1 } as const;
    expect(refused({ condition: { ...fixed, of: { indicator: 'no' } } })).toBe('condition.of.indicator');
    expect(refused({ condition: { kind: 'target', indicator: 'no', limit: 90 } })).toBe(
      'condition.indicator',
    );
    expect(refused({ condition: { kind: 'rank', indicator: 'neither', from: 'worst', limit: 1 } })).toBe(
      'condition.indicator',
    );
    expect(refused({ condition: { kind: 'freshness', source: 'no', limit: 1 }, scope: {} })).toBe(
      'condition.source',
    );
    expect(refused({ scope: { unit: 'NO', level: null } })).toBe('scope.unit');
    expect(refused({ scope: { unit: 'HCM', level: 'room' } })).toBe('scope.level');
    const hours = { from: '07:30', to: '17:00', weekdays: [1], lastDay: '2026-01-31' };
    expect(refused({ hours })).toBe('hours');
    expect(refused({ hours: { ...hours, lastDay: '2026-06-30', weekdays: [1], holidays: 'only' } })).toBe(
      'hours',
    );
    expect(refused({ channels: { endpoints: ['no'] } })).toBe('channels.endpoints');
    expect(refused({})).toBeNull();
  });
  it('or by the schema, with the path', () => {
    const path = (change: object) =>
      alertRule.safeParse({ ...room.rule(), ...change }).error?.issues[0]?.path.join('.') ?? null;
    const fixed = { kind: 'fixed', of: { indicator: 'rate' }, compare: 'below', limit: 40 };
    expect(path({ condition: { ...fixed, clear: 30 } })).toBe('condition.clear');
    expect(path({ condition: { ...fixed, compare: 'above', clear: 50 } })).toBe('condition.clear');
    expect(path({ scope: { unit: null, level: null } })).toBe('scope.level');
    expect(path({ condition: { kind: 'freshness', source: null, limit: 5 } })).toBe('scope');
    expect(path({ hours: { from: '25:00', to: '17:00', weekdays: [1] } })).toBe('hours.from');
    expect(
      path({
        hours: { from: '07:00', to: '17:00', weekdays: [1], firstDay: '2026-02-02', lastDay: '2026-02-01' },
      }),
    ).toBe('hours.lastDay');
    expect(path({ channels: { mail: ['không'] } })).toBe('channels.mail.0');
  });
});

describe('telling', () => {
  const channels = { mail: ['an@thads.local', 'binh@thads.local'], endpoints: ['e1'] };

  it('gathers all that fired into one message for each receiver', () => {
    room.add({ channels });
    room.add({ name: 'Rất thấp', severity: 'critical', channels: { mail: ['AN@thads.local'] } });
    for (const unit of ['KV01', 'KV02', 'KV03']) room.set(unit, 39);
    room.pass(1000);
    expect(room.messages.map(({ to }) => to)).toEqual([
      { mail: ['an@thads.local'] },
      { mail: ['binh@thads.local'] },
      { endpoint: 'e1' },
    ]);
    expect(room.messages[0]?.subject).toBe('[IOC] NGHIÊM TRỌNG: Rất thấp – Phòng KV01 (và 5 cảnh báo khác)');
    expect(room.messages[1]?.text).toContain('Phòng KV01: 39 %, mức so sánh 40 %');
    room.pass(60_000);
    expect(room.messages).toHaveLength(3);
  });

  it('says nothing of what is silenced until the silence is over', () => {
    const rule = room.add({ channels });
    room.alerts.silence({ rule, unit: 'KV01', minutes: 10, comment: 'bảo trì', by: 'an' });
    room.set('KV01', 39);
    room.pass(1000);
    expect(room.alerts.list(ALL)).toMatchObject([{ silenced: true, state: 'firing' }]);
    expect(room.messages).toEqual([]);
    room.pass(11 * MINUTE);
    expect(room.alerts.list(ALL)).toMatchObject([{ silenced: false }]);
    expect(room.messages).toHaveLength(3);
  });

  it('goes up the tree when nobody answers, as far as it goes, and writes to whom the rule says', () => {
    room.add({ escalate: { afterMinutes: 30, mail: ['lanh-dao@thads.local'] } });
    room.set('KV01', 39);
    room.pass(1000);
    room.pass(30 * MINUTE);
    expect(room.alerts.list(ALL)).toMatchObject([{ owner: 'HCM', escalated: 1 }]);
    expect(room.messages.map(({ to }) => to)).toEqual([{ mail: ['lanh-dao@thads.local'] }]);
    room.pass(120 * MINUTE);
    expect(room.alerts.list(ALL)).toMatchObject([{ owner: 'HCM', escalated: 1 }]);
  });

  it('does not escalate what somebody answered for, or put aside', () => {
    room.add({ escalate: { afterMinutes: 30, mail: [] } });
    room.set('KV01', 39);
    room.set('KV02', 39);
    room.pass(1000);
    act('acknowledged', 'KV01');
    const until = room.now() + 120 * MINUTE;
    room.alerts.act([numberOf('KV02')], ALL, {
      kind: 'shelved',
      at: room.now(),
      by: 'an',
      comment: '',
      detail: { until },
    });
    room.pass(60 * MINUTE);
    expect(room.alerts.list(ALL).map(({ escalated }) => escalated)).toEqual([0, 0]);
  });
});

describe('very many at once', () => {
  it('are a few lines on a board, heavy and unanswered first', () => {
    room.end();
    room = openRoom({ offices: 400 });
    for (let i = 0; i < 25; i += 1)
      room.add({
        name: `Luật ${i}`,
        severity: i === 7 ? 'critical' : 'warning',
        channels: { mail: ['an@thads.local'], sound: i === 3 },
      });
    for (let i = 1; i <= 400; i += 1) room.set(`KV${String(i).padStart(2, '0')}`, 39);
    room.pass(1000);
    const board = room.alerts.board(ALL, { unit: null, limit: 6 });
    expect(board.counts).toMatchObject({ critical: 400, warning: 9_600, unacknowledged: 10_000 });
    expect(board.groups).toHaveLength(6);
    expect(board.more).toBe(19);
    expect(board.groups[0]).toMatchObject({ name: 'Luật 7', severity: 'critical', standing: 400 });
    expect(board.groups[0]?.first).toHaveLength(12);
    expect(JSON.stringify(board).length).toBeLessThan(40_000);
    expect(board.sound).not.toBeNull();
    expect(room.messages).toHaveLength(1);
    expect(room.messages[0]?.text).toContain('và 9950 cảnh báo khác');
  }, 30_000);
});

describe('a dry run', () => {
  it('says when a rule would have fired, and for how long', async () => {
    const outcome = await room.alerts.dryRun(
      room.rule({ condition: { kind: 'rank', indicator: 'rate', from: 'worst', limit: 1 } }),
      30,
    );
    expect(outcome).toMatchObject({ looks: 30, subjects: 3, times: 0, stretches: [], errors: [] });
    room.set('KV01', 10);
    const low = await room.alerts.dryRun(room.rule({ forMinutes: 2 * 24 * 60 }), 10);
    expect(low.times).toBe(1);
    expect(low.stretches).toMatchObject([{ unit: 'KV01', unitName: 'Phòng KV01', to: null, value: 10 }]);
    // Two days after the first look.
    expect(Date.parse(low.stretches[0]?.from ?? '') - Date.parse(low.from)).toBeGreaterThanOrEqual(
      2 * DAY_MS,
    );
    const none = await room.alerts.dryRun(
      room.rule({ condition: { kind: 'forecast', indicator: 'rate', limit: 50 } }),
      3,
    );
    expect(none.errors).toEqual(['no_forecast']);
  });
});
