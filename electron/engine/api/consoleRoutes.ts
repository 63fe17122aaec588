/** The console's files, as built; the engine is their only server. */
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NOT_BUILT = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>IOC Wall</title>
<h1>Bảng điều khiển chưa được dựng</h1><p>Máy chủ dữ liệu đang chạy. Hãy chạy <code>npm start</code> một lần để dựng bảng điều khiển.</p>
<h1 lang="en">The console is not built</h1><p lang="en">The engine is running. Run <code>npm start</code> once to build the console.</p></html>`;

/** Names that the build gives; nothing that could climb out of the folder. */
const BUILT_FILE = /^assets(?:\/[\w-][\w.-]*)+$/;

export function consoleRoutes(folder: string): FastifyPluginAsync {
  return async (app) => {
    await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
    const shown = { config: { access: 'open' }, schema: { hide: true } } as const;

    // The remote control is a page of the console of its own; which one, the page itself finds in its address.
    for (const page of ['/', '/remote'])
      app.get(page, shown, (_request, reply) => {
        if (!existsSync(join(folder, 'index.html')))
          return reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT);
        return reply.sendFile('index.html', { cacheControl: false }).header('cache-control', 'no-cache');
      });

    app.get<{ Params: { '*': string } }>('/*', shown, (request, reply) => {
      const file = request.params['*'];
      // The build puts everything but the page itself under names that change with their content.
      if (!BUILT_FILE.test(file) || !existsSync(join(folder, file))) return reply.callNotFound();
      return reply.sendFile(file, { maxAge: '365d', immutable: true });
    });
  };
}
