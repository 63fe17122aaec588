/** A machine's clock that can be set for one engine while it runs, without touching that of the machine. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAKE_TIME } from '../../../build/runtime/systemPackages.ts';

export interface OwnClock {
  /** A Node whose clock this is, for `IOC_WALL_NODE`. */
  readonly node: string;
  /** Sets it to the real time and this, such as `-2h` or `+0`. */
  set(offset: string): void;
  remove(): void;
}

/** A clock that shows the real time until it is set; `null` where there is no libfaketime. */
export function makeOwnClock(): OwnClock | null {
  if (!existsSync(FAKE_TIME)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'ioc-clock-'));
  const offset = join(folder, 'offset');
  const node = join(folder, 'node');
  const set = (by: string) => writeFileSync(offset, `${by}\n`);
  set('+0');
  const env = [
    `LD_PRELOAD=${FAKE_TIME}`,
    `FAKETIME_TIMESTAMP_FILE=${offset}`,
    'FAKETIME_NO_CACHE=1',
    'FAKETIME_DONT_FAKE_MONOTONIC=1',
  ];
  writeFileSync(node, `#!/bin/sh\nexec env ${env.join(' ')} ${process.execPath} "$@"\n`);
  chmodSync(node, 0o755);
  return { node, set, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
