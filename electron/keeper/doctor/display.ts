/** Monitors, their sleep, and who draws. */
import { readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ask } from './ask.ts';
import { type Finding, found } from './finding.ts';

/** A wall is made of so many. */
const WANTED = 4;

/** Connected monitors with the size they show, from the words of `xrandr --query`. */
export function monitorsIn(text: string): { name: string; size: string | null }[] {
  return [...text.matchAll(/^(\S+) connected(?: primary)?(?: (\d+x\d+)\+\d+\+\d+)?/gm)].map(
    ([, name = '', size]) => ({
      name,
      size: size ?? null,
    }),
  );
}

/** Four monitors, each switched on. */
export function judgeMonitors(text: string | null): Finding {
  if (text === null) return found('monitors', 'unknown', 'unseen');
  const all = monitorsIn(text);
  const dark = all.find(({ size }) => size === null);
  const list = all.map(({ name, size }) => `${name} ${size ?? '–'}`).join(', ');
  if (all.length === 0) return found('monitors', 'bad', 'none');
  if (dark) return found('monitors', 'warn', 'dark', { name: dark.name, list });
  if (all.length < WANTED)
    return found('monitors', 'warn', 'few', { count: all.length, wanted: WANTED, list });
  return found('monitors', 'good', 'there', { count: all.length, list });
}

/** Whether monitors fall asleep, from the words of `xset q`. */
export function judgeBlanking(text: string | null): Finding {
  if (text === null) return found('blanking', 'unknown', 'unseen');
  const saver = /timeout:\s+(\d+)/.exec(text)?.[1] ?? '0';
  if (/DPMS is Enabled/.test(text)) return found('blanking', 'warn', 'power');
  if (saver !== '0') return found('blanking', 'warn', 'saver', { seconds: saver });
  return found('blanking', 'good', 'awake');
}

function driverOf(card: string): string | null {
  try {
    return basename(readlinkSync(join('/sys/class/drm', card, 'device', 'driver')));
  } catch {
    return null;
  }
}

function judgeGraphics(): Finding {
  let cards: string[];
  try {
    cards = readdirSync('/dev/dri').filter((name) => name.startsWith('renderD'));
  } catch {
    cards = [];
  }
  const [card] = cards;
  if (card === undefined) return found('graphics', 'warn', 'none');
  return found('graphics', 'good', 'there', { card, driver: driverOf(card) ?? 'unknown' });
}

/** All of it. */
export async function lookAtDisplay(): Promise<Finding[]> {
  const seen = process.env['DISPLAY'] !== undefined;
  const [monitors, saver] = await Promise.all([
    seen ? ask('xrandr', ['--query']) : null,
    seen ? ask('xset', ['q']) : null,
  ]);
  return [judgeMonitors(monitors), judgeBlanking(saver), judgeGraphics()];
}
