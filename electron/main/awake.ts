/** Keeps the monitors awake: neither the system's power saving nor the display server's screen saver may blank them. */
import { execFile } from 'node:child_process';
import { powerSaveBlocker } from 'electron';
import type { FaultLog } from './faultLog.ts';

/** Said again so often (ms), since a desktop may have switched them on meanwhile. */
const AGAIN = 10 * 60_000;

/** What switches off an X server's screen saver and its power saving of monitors. */
const XSET = ['s', 'off', 's', 'noblank', '-dpms'];

export function keepAwake(faults: FaultLog): void {
  powerSaveBlocker.start('prevent-display-sleep');
  if (process.platform !== 'linux') return;
  let told = false;
  const say = () =>
    execFile('xset', XSET, { timeout: 5_000 }, (error) => {
      if (!error || told) return;
      told = true;
      faults.add('screensaver_stays', { why: error.message.split('\n')[0] });
    });
  say();
  setInterval(say, AGAIN).unref();
}
