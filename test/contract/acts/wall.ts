/** Acts on what the wall shows: scenes, their schedule, the clock, messages, each done once for real. */
import { formatInstant, HOUR_MS } from '../../../electron/contract/calendar.ts';
import { type House, AS_WALL } from '../house.ts';
import type { Act } from './act.ts';
import { call } from './steps.ts';

const entry = (change: object = {}) => ({
  ...{ name: 'Giao ban sáng', scene: 'briefing', enabled: false, from: '07:30', to: '08:30' },
  ...{ weekdays: [1, 2, 3, 4, 5], firstDay: null, lastDay: null, on: [], off: [], holidays: 'not' },
  ...{ priority: 10, condition: null, ...change },
});

const scheduled = async (house: House, change: object = {}) =>
  (await call<{ id: number }>(house, 'POST', '/schedule/entries', entry(change))).id;

const message = (text: string) => ({
  text,
  level: 'urgent',
  until: formatInstant(Date.now() + HOUR_MS),
});

const played = { mode: 'playback', interval: 'last_day', speed: 60 };

/** A draft of a scene of its own. */
async function drafted(house: House, id: string): Promise<number> {
  await house.call('DELETE', `/scenes/${id}`);
  const title = { vi: 'Cảnh thử', en: 'A scene to try' };
  return (await call<{ version: number }>(house, 'POST', '/scenes', { id, title, from: 'default' })).version;
}

async function publishedScene(house: House, id: string): Promise<void> {
  const version = await drafted(house, id);
  await call(house, 'POST', `/scenes/${id}/publish`, { version, note: null });
}

/** Does what the shell does with one order: carries it out, and reports what hangs where since. */
async function shellCarriesOut(house: House, first: 'statistics' | 'map'): Promise<void> {
  const asked = (path: string, body?: unknown) =>
    fetch(`${house.url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...AS_WALL, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const { order } = (await (await asked('/wall/orders/next?wait=20')).json()) as { order: { id: string } };
  await asked(`/wall/orders/${order.id}/outcome`, { refused: null, report: hung(first) });
}

function hung(first: 'statistics' | 'map') {
  const [second] = (['statistics', 'map'] as const).filter((one) => one !== first);
  const monitor = (place: number, roles: unknown[]) => ({
    ...{ id: `d${place}`, label: '', x: 1920 * place, y: 0, width: 1920, height: 1080, scale: 1 },
    position: { place, row: 1, rows: 1, column: place, columns: 2 },
    ...{ roles, extra: null },
  });
  const monitors = [monitor(1, [first]), monitor(2, [second, 'trends', 'operations'])];
  return { monitors, binding: null };
}

export const WALL_CHANGES: Readonly<Record<string, Act>> = {
  'PUT /api/v1/clock': {
    ...{ kind: 'playback_started', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/clock', { mode: 'live' });
      const answer = await house.call('PUT', '/clock', played);
      await call(house, 'PUT', '/clock', { mode: 'live' });
      return answer;
    },
  },
  'PUT /api/v1/clock/settings': {
    ...{ kind: 'playback_settings', leaves: 'changed' },
    do: (house) =>
      house.call('PUT', '/clock/settings', {
        ...{ automatic: false, silenceS: 900, hours: 12, speed: 30, idleS: 600 },
      }),
  },
  'POST /api/v1/clock/bookmarks': {
    ...{ kind: 'bookmark_added', leaves: 'added' },
    do: (house) => house.call('POST', '/clock/bookmarks', { name: 'Họp tổng kết' }),
  },
  'PUT /api/v1/clock/bookmarks/{number}': {
    ...{ kind: 'bookmark_changed', leaves: 'changed' },
    async do(house) {
      const { id } = await call<{ id: number }>(house, 'POST', '/clock/bookmarks', { name: 'Họp' });
      return house.call('PUT', `/clock/bookmarks/${id}`, { name: 'Họp quý' });
    },
  },
  'DELETE /api/v1/clock/bookmarks/{number}': {
    ...{ kind: 'bookmark_removed', leaves: 'removed' },
    async do(house) {
      const { id } = await call<{ id: number }>(house, 'POST', '/clock/bookmarks', { name: 'Họp' });
      return house.call('DELETE', `/clock/bookmarks/${id}`);
    },
  },
  'POST /api/v1/scenes/import': {
    ...{ kind: 'scene_imported', leaves: 'added' },
    async do(house) {
      await drafted(house, 'mang-sang');
      const file: unknown = await call(house, 'GET', '/scenes/mang-sang/file');
      await call(house, 'DELETE', '/scenes/mang-sang');
      return house.call('POST', '/scenes/import', file);
    },
  },
  'DELETE /api/v1/scenes/{id}': {
    ...{ kind: 'scene_deleted', leaves: 'changed' },
    async do(house) {
      await publishedScene(house, 'bo-di');
      return house.call('DELETE', '/scenes/bo-di');
    },
  },
  'POST /api/v1/scenes/{id}/publish': {
    ...{ kind: 'scene_published', leaves: 'added' },
    async do(house) {
      const version = await drafted(house, 'dua-len');
      return house.call('POST', '/scenes/dua-len/publish', { version, note: 'Bản đầu' });
    },
  },
  'POST /api/v1/scenes/{id}/roll-back': {
    ...{ kind: 'scene_rolled_back', leaves: 'changed' },
    async do(house) {
      await publishedScene(house, 'lui-lai');
      return house.call('POST', '/scenes/lui-lai/roll-back', { number: 1, note: null });
    },
  },
  'PUT /api/v1/wall/scene': {
    ...{ kind: 'scene_switched', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/wall/scene', { scene: 'default' });
      return house.call('PUT', '/wall/scene', { scene: 'briefing' });
    },
  },
  'DELETE /api/v1/wall/scene/override': {
    ...{ kind: 'scene_handed_back', leaves: 'changed' },
    async do(house) {
      const always = { enabled: true, from: '00:00', to: '24:00', weekdays: [1, 2, 3, 4, 5, 6, 7] };
      const id = await scheduled(house, { ...always, holidays: 'as_usual' });
      await call(house, 'PUT', '/wall/scene', { scene: 'default' });
      const answer = await house.call('DELETE', '/wall/scene/override');
      await call(house, 'DELETE', `/schedule/entries/${id}`);
      return answer;
    },
  },
  'POST /api/v1/schedule/entries': {
    ...{ kind: 'schedule_added', leaves: 'added' },
    do: (house) => house.call('POST', '/schedule/entries', entry()),
  },
  'PUT /api/v1/schedule/entries/{number}': {
    ...{ kind: 'schedule_changed', leaves: 'changed' },
    do: async (house) =>
      house.call('PUT', `/schedule/entries/${await scheduled(house)}`, entry({ to: '09:00' })),
  },
  'DELETE /api/v1/schedule/entries/{number}': {
    ...{ kind: 'schedule_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/schedule/entries/${await scheduled(house)}`),
  },
  'POST /api/v1/wall/interrupt': {
    ...{ kind: 'interrupt_shown', leaves: 'changed' },
    async do(house) {
      await call(house, 'POST', '/wall/interrupt', message('Họp lúc 9 giờ'));
      return house.call('POST', '/wall/interrupt', message('Họp lúc 10 giờ'));
    },
  },
  'DELETE /api/v1/wall/interrupt': {
    ...{ kind: 'interrupt_ended', leaves: 'removed' },
    async do(house) {
      await call(house, 'POST', '/wall/interrupt', message('Họp lúc 9 giờ'));
      return house.call('DELETE', '/wall/interrupt');
    },
  },
  'PUT /api/v1/wall/screens': {
    ...{ kind: 'screens_changed', leaves: 'changed' },
    do: (house) => house.call('PUT', '/wall/screens', { contact: 'Tổ CNTT, máy lẻ 112' }),
  },
  'PUT /api/v1/wall/hanging': {
    ...{ kind: 'monitors_bound', leaves: 'changed' },
    async do(house) {
      const report = (first: 'statistics' | 'map') =>
        fetch(`${house.url}/api/v1/wall/report`, {
          method: 'POST',
          headers: { ...AS_WALL, 'content-type': 'application/json' },
          body: JSON.stringify(hung(first)),
        });
      await report('statistics');
      const wanted = { statistics: 'd2', map: 'd1', trends: 'd2', operations: 'd2' };
      const done = shellCarriesOut(house, 'map');
      const answer = await house.call('PUT', '/wall/hanging', { roles: wanted });
      await done;
      return answer;
    },
  },
  'PUT /api/v1/wall/blank': {
    ...{ kind: 'screens_darkened', leaves: 'changed' },
    do: (house) => house.call('PUT', '/wall/blank', { roles: ['map'] }),
  },
  'DELETE /api/v1/wall/blank': {
    ...{ kind: 'screens_lit', leaves: 'changed' },
    async do(house) {
      await call(house, 'PUT', '/wall/blank', {});
      return house.call('DELETE', '/wall/blank');
    },
  },
};
