import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../electron/contract/calendar.ts';
import { type Clock, ROLES, type Role } from '../../electron/contract/live.ts';
import type { Playback } from '../../electron/contract/playback.ts';
import { createLiveStore, LiveContext, type LiveState } from '../data/index.ts';
import { createStrings, type Locale } from '../ui/index.ts';
import { liveState, NOW, source, words } from '../widgets/fixtures/stage.tsx';
import { ALONE, type Hanging } from './hanging.ts';
import { arrived } from './progress.ts';
import { settingFromAddress } from './setting.ts';
import { tilingOf } from '../screens/tiles.ts';
import { Wall } from './Wall.tsx';

const empty = (id: string) => ({ schema: 1 as const, id, title: { vi: `Màn ${id}`, en: id }, widgets: [] });
const scene = {
  id: 'default',
  title: { vi: 'Thường trực', en: 'On duty' },
  revision: 1,
  layouts: {
    statistics: empty('statistics'),
    map: empty('map'),
    trends: empty('trends'),
    operations: empty('operations'),
  },
};

function screen(
  state: Partial<LiveState>,
  roles: readonly Role[] = ['statistics'],
  locale: Locale = 'vi',
  hanging: Hanging = ALONE,
): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={createStrings(locale)}>
      <LiveContext value={{ store: createLiveStore({ scene, ...state }), ask: () => () => undefined }}>
        <Wall roles={roles} hanging={hanging} />
      </LiveContext>
    </I18nextProvider>,
  );
}

function played(change: Partial<Playback> = {}): Clock {
  const [from, to] = [formatInstant(NOW - 2 * 86_400_000), formatInstant(NOW)];
  const by = { cause: 'person', by: 'lan', since: to, silentSince: null } as const;
  const playback = { from, to, paused: false, loop: false, ...by, ...change };
  return { mode: 'playback', at: formatInstant(NOW - 86_400_000), speed: 60, playback };
}

describe('a screen', () => {
  it('says in one line its role, the agency, the time and how fresh its figures are', () => {
    expect(words(screen(liveState()))).toBe(
      'Màn statistics THADS TP. Hồ Chí Minh DỮ LIỆU MẪU trực tiếp 09:41 T5 15/01',
    );
  });

  it('says which source is late, and since when', () => {
    const sources = [source({ state: 'failing', heardAt: formatInstant(NOW - 75_000) })];
    expect(words(screen(liveState([], { sources })))).toContain(
      'Nguồn mẫu chậm – số liệu lúc 09:39, 1 phút trước',
    );
  });

  it('says what everybody must know of the engine where the freshness of its figures stands', () => {
    const restored = {
      id: '1',
      code: 'store_restored',
      since: formatInstant(NOW),
      acknowledgeable: true,
      backupAt: formatInstant(NOW - 3_600_000),
      setAside: 'engine.sqlite.damaged',
    } as const;
    const failing = { ...restored, id: 'b', code: 'backup_failing', backupAt: null } as const;
    const said = words(screen(liveState([], { notices: [failing, restored] })));
    expect(said).toContain('đã khôi phục bản lúc 08:41 15/01/2026');
    expect(said).not.toContain('trực tiếp');
    const english = words(
      screen(liveState([], { notices: [restored, { ...restored, code: 'disk_full' }] }), ['map'], 'en'),
    );
    expect(english).toContain('The disk is almost full');
    expect(words(screen(liveState([], { notices: [failing] })))).toContain('trực tiếp');
  });

  it('says that the engine is gone, and since when, and keeps its layout', () => {
    const html = screen(liveState([], { link: 'lost', now: NOW + 12_000 }));
    expect(words(html)).toContain('mất kết nối với máy dữ liệu – số liệu lúc 09:41, 12 giây trước');
    expect(html).toContain('data-layout="statistics"');
  });

  it('turns its header to playback', () => {
    const html = screen(liveState([], { clock: played() }));
    expect(html).toContain('data-playback="true"');
    expect(words(html)).toBe(
      'Màn statistics PHÁT LẠI ×60 14/01/2026 09:41 DỮ LIỆU MẪU do lan mở 09:41 bây giờ',
    );
    const english = words(screen(liveState([], { clock: played({ paused: true }) }), ['map'], 'en'));
    expect(english).toContain('PLAYBACK PAUSED 14/01/2026 09:41:00 SAMPLE DATA started by lan');
  });

  it('says why it plays by itself, and that the engine is gone while it does', () => {
    const silentSince = formatInstant(NOW - 600_000);
    const clock = played({ cause: 'silence', by: 'engine', silentSince });
    expect(words(screen(liveState([], { clock })))).toContain('mất nguồn từ 09:31');
    const before = played({ cause: 'silence', silentSince: formatInstant(NOW - 86_400_000) });
    expect(words(screen(liveState([], { clock: before })))).toContain('mất nguồn từ 09:41 14/01');
    const gone = screen(liveState([], { clock, link: 'lost', now: NOW + 12_000 }));
    expect(words(gone)).toContain('mất kết nối từ 09:41');
    expect(gone).toContain('data-playback="true"');
  });

  it('says before the first figures what it is waiting for, and how far that is', () => {
    const opening = {
      link: 'opening',
      heardAt: null,
      clock: null,
      sources: [],
      answers: {},
      scene: null,
    } as const;
    expect(words(screen(opening))).toContain('Đang kết nối với máy dữ liệu');
    expect(words(screen(liveState([], { sources: [], answers: {} })))).toContain('Chưa có nguồn số liệu');
    const sources = [source({ lastSeq: 300, behind: 700 })];
    const loading = words(screen(liveState([], { sources })));
    expect(loading).toContain('Đã nhận 300 sự kiện từ Nguồn mẫu. 30 %');
    expect(loading).not.toContain('trực tiếp');
    expect(words(screen(liveState([], { sources }), ['map'], 'en'))).toContain('Loading figures');
  });

  it('shows the setup code where people act, and only there', () => {
    const setup = { url: 'http://192.168.1.20:4180', code: 'K7QX-2M9D' };
    expect(words(screen(liveState([], { setup }), ['operations']))).toContain('K7QX-2M9D');
    expect(screen(liveState([], { setup }), ['operations'])).toContain('data:image/svg+xml');
    expect(words(screen(liveState([], { setup }), ['statistics', 'map', 'trends']))).not.toContain('K7QX');
  });

  it('stands beside the others when a window has several roles', () => {
    const html = screen(liveState(), ROLES);
    for (const role of ROLES) expect(html).toContain(`data-role="${role}"`);
  });
});

describe('progress', () => {
  it('counts over all sources that say how much there is', () => {
    expect(arrived([])).toBeNull();
    expect(arrived([source({ behind: null })])).toBeNull();
    expect(arrived([source({ lastSeq: 30, behind: 10 }), source({ lastSeq: 0, behind: 0 })])).toBe(0.75);
  });
});

describe('a monitor beyond those of the roles', () => {
  it('shows its part of the scene, and the scene’s own layouts where it has no such part', () => {
    const parts = [empty('first'), empty('second')];
    const shown = (part: number) =>
      words(screen({ ...liveState(), scene: { ...scene, parts } }, ['map'], 'vi', { ...ALONE, part }));
    expect(shown(2)).toContain('Màn second');
    expect(shown(3)).toContain('Màn map');
  });
});

describe('a wall that is not sure of its monitors', () => {
  it('says so calmly, with what to do', () => {
    const unsure = { ...ALONE, unsure: true };
    const said = words(screen(liveState(), ['map'], 'vi', unsure));
    expect(said).toContain('Xin xác nhận màn hình: Ctrl + Alt + Shift + M');
  });
});

describe('a scene that spans monitors', () => {
  const widget = (id: string, x: number) => ({
    ...{ id, x, y: 0, w: 3, h: 12 },
    type: 'message',
    config: { text: { vi: `Chữ ${id}`, en: id } },
  });
  const layout = { ...empty('wide'), widgets: [widget('left', 0), widget('right', 9)] };
  const bezel = { unit: 'px' as const, left: 10, right: 10, top: 0, bottom: 0 };
  const spanned = { ...scene, span: { layout, roles: ['map' as const, 'trends' as const], bezel } };
  const arrangement = ROLES.map((role, i) => ({ role, x: 1920 * i, y: 0, width: 1920, height: 1080 }));
  const shown = (role: Role) =>
    screen({ ...liveState(), scene: spanned }, [role], 'vi', { ...ALONE, arrangement });

  it('shows in each window its part of one canvas, with what the bezels hide left out', () => {
    expect(shown('map')).toContain('style="width:3860px;height:1080px;left:0;top:0"');
    expect(shown('trends')).toContain('style="width:3860px;height:1080px;left:-1940px;top:0"');
  });
  it('names the canvas, and leaves the other monitors as they are', () => {
    expect(words(shown('map'))).toContain('Màn wide');
    expect(shown('statistics')).not.toContain('span-canvas');
    expect(words(shown('statistics'))).toContain('Màn statistics');
  });
});

describe('tiles', () => {
  it('fill the window in the shape of its roles', () => {
    expect([1, 2, 3, 4].map((count) => tilingOf(count))).toEqual([
      { columns: 1, rows: 1, upright: false },
      { columns: 1, rows: 2, upright: false },
      { columns: 2, rows: 2, upright: false },
      { columns: 2, rows: 2, upright: false },
    ]);
  });
  it('lie below each other in a window that is higher than wide; a single one stands upright', () => {
    expect([1, 2, 4].map((count) => tilingOf(count, true))).toEqual([
      { columns: 1, rows: 1, upright: true },
      { columns: 1, rows: 2, upright: false },
      { columns: 1, rows: 4, upright: false },
    ]);
  });
});

describe('the setting in an address', () => {
  it('names roles, engine and token', () => {
    expect(settingFromAddress('?role=statistics,map&engine=http://127.0.0.1:4180&token=t&locale=en')).toEqual(
      {
        roles: ['statistics', 'map'],
        engineUrl: 'http://127.0.0.1:4180',
        wallToken: 't',
        locale: 'en',
      },
    );
  });

  it('is refused with the parameter at fault', () => {
    expect(() => settingFromAddress('?role=kitchen&engine=http://127.0.0.1:1')).toThrow(/role/);
    expect(() => settingFromAddress('?role=map')).toThrow(/engine/);
    expect(() => settingFromAddress('?role=map&engine=javascript:1')).toThrow(/engine/);
  });
});

describe('the message over all screens', () => {
  const interrupt = {
    id: 1,
    text: 'Mời lãnh đạo các phòng họp khẩn',
    level: 'urgent' as const,
    since: formatInstant(NOW - 60_000),
    until: formatInstant(NOW + 3_600_000),
    by: 'lan',
  };

  it('says what, how urgent, by whom and until when, once in a window however many screens it has', () => {
    const shown = screen({ ...liveState(), interrupt }, ['statistics', 'map']);
    expect(shown.match(/class="interrupt"/g)).toHaveLength(1);
    expect(words(shown)).toContain('KHẨN Mời lãnh đạo các phòng họp khẩn lan gửi lúc 09:40 · hiện đến 10:41');
    expect(words(screen({ ...liveState(), interrupt: { ...interrupt, level: 'calm' } }))).toContain(
      'THÔNG BÁO',
    );
  });

  it('goes at its time by the window’s own clock, the engine there or not', () => {
    const over = { ...interrupt, until: formatInstant(NOW) };
    expect(screen({ ...liveState(), link: 'lost', interrupt: over })).not.toContain('class="interrupt"');
    expect(screen({ ...liveState(), link: 'lost', interrupt })).toContain('class="interrupt"');
  });
});
