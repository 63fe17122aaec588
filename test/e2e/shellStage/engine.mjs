/**
 * A stand-in for the engine that keeps its side of the agreement with the shell and nothing more: it greets, takes
 * reports and pictures, refuses to run when told so, and ends with the shell. `GET /seen` tells what it was given.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    'data-dir': { type: 'string', default: '.' },
    host: { type: 'string' },
    port: { type: 'string' },
    'demo-url': { type: 'string' },
    'no-demo': { type: 'boolean' },
  },
});
const refusal = join(values['data-dir'], 'refusal');
if (existsSync(refusal)) {
  process.stderr.write(`${readFileSync(refusal, 'utf8')}\n`, () => process.exit(78));
} else {
  const seen = {
    pid: process.pid,
    args: values,
    /** @type {unknown} */
    report: null,
    /** @type {Record<string, { type: string | undefined, bytes: number, head: number[] }>} */
    pictures: {},
  };
  const server = createServer((request, answer) => {
    const json = (/** @type {unknown} */ body) =>
      answer.setHeader('access-control-allow-origin', '*').end(JSON.stringify(body));
    if (request.url === '/seen') return json(seen);
    if (request.headers.authorization !== `Bearer ${process.env['IOC_WALL_TOKEN']}`)
      return answer.writeHead(401).end();
    /** @type {Buffer[]} */
    const chunks = [];
    request.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
    request.on('end', () => {
      // Nobody asks anything of this shell: who waits for an order waits on.
      if (request.url?.startsWith('/api/v1/wall/orders/')) return;
      const body = Buffer.concat(chunks);
      const picture = /^\/api\/v1\/wall\/thumbnails\/(\w+)$/.exec(request.url ?? '');
      if (picture?.[1] !== undefined) {
        const type = request.headers['content-type'];
        seen.pictures[picture[1]] = { type, bytes: body.length, head: [...body.subarray(0, 3)] };
        return json({});
      }
      seen.report = JSON.parse(body.toString());
      return json({ thumbnailsWanted: existsSync(join(values['data-dir'], 'looking')) });
    });
  });
  server.listen(Number(values.port), values.host, () => {
    const url = `http://${values.host}:${values.port}`;
    process.send?.({ ready: true, url, setupCode: null, wallToken: process.env['IOC_WALL_TOKEN'] });
  });
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
}
