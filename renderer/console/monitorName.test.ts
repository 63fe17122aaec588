import { expect, it } from 'vitest';
import { monitorName } from './monitorName.ts';

const monitor = (id: string, label: string, x: number, y = 0) => ({
  id,
  label,
  x,
  y,
  width: 1920,
  height: 1080,
});
const names = (...monitors: ReturnType<typeof monitor>[]) =>
  monitors.map((one) => monitorName(one, monitors, (n) => `Màn hình ${n}`));

it('calls a monitor by its own name, or by its place where that is only a number', () => {
  expect(names(monitor('a', '79', 1920), monitor('b', '78', 0), monitor('c', 'DELL U2720Q', 3840))).toEqual([
    'Màn hình 2, 1920 × 1080',
    'Màn hình 1, 1920 × 1080',
    'DELL U2720Q, 1920 × 1080',
  ]);
});

it('tells two of the same name apart, in rows', () => {
  const four = [
    monitor('d', 'LG', 1920, 1090),
    monitor('c', 'LG', 0, 1080),
    monitor('b', 'LG', 1920, -10),
    monitor('a', '', 0),
  ];
  expect(names(...four)).toEqual([
    'Màn hình 4, LG, 1920 × 1080',
    'Màn hình 3, LG, 1920 × 1080',
    'Màn hình 2, LG, 1920 × 1080',
    'Màn hình 1, 1920 × 1080',
  ]);
});
