import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type KeptStore, keepStore, manyLines } from './care/fixtures.ts';

let kept: KeptStore;
afterEach(() => kept.end());

/** Runs the engine's program; its exit code and the last line it says. */
function run(...args: string[]): Promise<{ code: number; last: unknown }> {
  const program = join(import.meta.dirname, 'main.ts');
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, '--data-dir', kept.dataDir, ...args], (_, stdout) =>
      resolve({
        code: child.exitCode ?? -1,
        last: stdout === '' ? null : (JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as unknown),
      }),
    );
  });
}

it('compares the cube with its versions, and puts it right', async () => {
  kept = keepStore();
  await kept.push(manyLines(100));
  kept.store.db.exec('UPDATE cube SET nC = nC + 1 WHERE span = 24');
  kept.store.close();
  const wrong = { versions: 351, entities: 201 };
  expect(await run('--compare')).toMatchObject({ code: 3, last: wrong });
  expect(await run('--rebuild')).toMatchObject({ code: 0, last: wrong });
  expect(await run('--compare')).toMatchObject({
    code: 0,
    last: { ...wrong, differing: { cube: 0, change: 0 } },
  });
});

it('leaves a folder alone that an engine works in', async () => {
  kept = keepStore();
  expect(await run('--rebuild')).toEqual({ code: 78, last: null });
});
