/** Whether a time server keeps the machine's clock, as far as the system says. What it does not say is not guessed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

export type Synchronised = 'yes' | 'no' | 'unknown';

/** A program's standard output; `null` when it is not there, fails or takes long. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | null>;

const PATIENCE_MS = 3_000;
/** Written by systemd-timesyncd at its first answer from a server. */
const TIMESYNC = '/run/systemd/timesync/synchronized';

/** Linux: systemd, else chrony, else timesyncd's mark. Elsewhere, and in a container without any of them: unknown. */
export async function isSynchronised(
  ask: Ask = run,
  isThere: (file: string) => boolean = existsSync,
  platform: NodeJS.Platform = process.platform,
): Promise<Synchronised> {
  if (platform !== 'linux') return 'unknown';
  const systemd = (await ask('timedatectl', ['show', '--property=NTPSynchronized', '--value']))?.trim();
  if (systemd === 'yes' || systemd === 'no') return systemd;
  const leap = /^Leap status\s*:\s*(.+)$/m.exec((await ask('chronyc', ['-n', 'tracking'])) ?? '')?.[1];
  if (leap !== undefined) return /not synchronised/i.test(leap) ? 'no' : 'yes';
  return isThere(TIMESYNC) ? 'yes' : 'unknown';
}

function run(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: PATIENCE_MS, env: { ...process.env, LC_ALL: 'C' } },
      (error, out) => resolve(error ? null : out),
    );
  });
}
