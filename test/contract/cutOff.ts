/** The engine with the cable out: no connection and no name leaves it, and what tried to is written down beside its data. */
import { appendFileSync } from 'node:fs';
import dns from 'node:dns';
import net from 'node:net';
import { join } from 'node:path';

const folder = process.argv[process.argv.indexOf('--data-dir') + 1] ?? '.';

function cut(what: string): Error {
  appendFileSync(join(folder, 'tried.txt'), `${what}\n`);
  return Object.assign(new Error(`connect ENETUNREACH ${what}`), { code: 'ENETUNREACH' });
}

net.Socket.prototype.connect = function (this: net.Socket, ...asked: unknown[]) {
  const error = cut(JSON.stringify(asked.flat()[0]));
  // As a real one does, it fails after whoever asked for it listens.
  setImmediate(() => this.destroy(error));
  return this;
};
/** The address it listens on is looked up too. */
const isHere = (host: string) => ['127.0.0.1', '::1', 'localhost'].includes(host);
const { lookup } = dns;
const { lookup: promised } = dns.promises;
Object.assign(dns, {
  lookup(host: string, ...rest: unknown[]) {
    if (isHere(host)) return (lookup as (...all: unknown[]) => void)(host, ...rest);
    const answer = rest.at(-1) as (error: Error) => void;
    setImmediate(() => answer(cut(host)));
  },
});
Object.assign(dns.promises, {
  lookup: (host: string, options: dns.LookupOptions) =>
    isHere(host) ? promised(host, options) : Promise.reject(cut(host)),
});

await import('../../electron/engine/main.ts');
