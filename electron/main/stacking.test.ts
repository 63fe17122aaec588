import { expect, it } from 'vitest';
import { foreignAbove, overlap, stackingOf, windowIn } from './stacking.ts';

it('reads the order of the windows, and who lies over ours', () => {
  const stacking = stackingOf(
    '_NET_CLIENT_LIST_STACKING(WINDOW): window id # 0x200003, 0xA00002, 0xa00004, 0xc0000a',
  );
  expect(stacking).toEqual([0x200003, 0xa00002, 0xa00004, 0xc0000a]);
  expect(foreignAbove(stacking, new Set([0xa00002, 0xa00004]))).toEqual([0xc0000a]);
  expect(foreignAbove(stacking, new Set([0x1]))).toEqual([]);
  expect(stackingOf('_NET_CLIENT_LIST_STACKING:  not found.')).toEqual([]);
});

it('reads where a window is, and nothing of one that cannot be seen', () => {
  const text = `
xwininfo: Window id: 0xc0000a "Cập nhật hệ thống"

  Absolute upper-left X:  -20
  Absolute upper-left Y:  400
  Relative upper-left X:  0
  Width: 300
  Height: 120
  Map State: IsViewable
`;
  expect(windowIn(text)).toEqual({
    title: 'Cập nhật hệ thống',
    bounds: { x: -20, y: 400, width: 300, height: 120 },
  });
  expect(windowIn(text.replace('IsViewable', 'IsUnMapped'))).toBeNull();
  expect(windowIn('xwininfo: error: No such window')).toBeNull();
});

it('knows what overlaps', () => {
  const screen = { x: 1920, y: 0, width: 1920, height: 1080 };
  expect(overlap({ x: 3800, y: 1000, width: 400, height: 400 }, screen)).toBe(true);
  expect(overlap({ x: 3840, y: 0, width: 400, height: 400 }, screen)).toBe(false);
});
