import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

function run(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, said: () => said };
}

test('the first line says where it answers, and it stops when told', async () => {
  const { child } = run('--cases', '500', '--seed', 'x', '--rate', '0');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { ready, url } = JSON.parse(line) as { ready: boolean; url: string };
  expect(ready).toBe(true);
  const response = await fetch(`${url}/feed?after=0&limit=1`);
  expect(await response.text()).toContain('"unit":"HCM"');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a bad option ends it with 2, a taken port with 1, in one sentence each', async () => {
  const wrong = run('--cases', 'many');
  expect(await once(wrong.child, 'close')).toEqual([2, null]);
  expect(wrong.said()).toMatch(/^--cases .*\.\n$/);

  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const taken = run('--cases', '500', '--port', String(port));
  expect(await once(taken.child, 'close')).toEqual([1, null]);
  expect(taken.said()).toBe(
    `Port ${port} is taken: choose another with --port, or leave --port out for a free one.\n`,
  );
  other.close();
});
