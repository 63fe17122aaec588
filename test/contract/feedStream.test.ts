/** The demo source's own program and the engine's: events as they happen, through every fault a line can have. */
import { expect, it } from 'vitest';
import type { SourceAnswer } from '../../electron/contract/sources.ts';
import { START_MS } from './engineProcess.ts';
import { openHouse } from './house.ts';
import { startSource } from './sourceProcess.ts';

it(
  'a stream that breaks off, repeats itself, is out of order and full of rubbish loses nothing and counts nothing twice',
  async () => {
    const source = await startSource(['--cases', '500', '--rate', '40', '--seed', 'stream']);
    const house = await openHouse();
    try {
      const faults = { drop: 0.05, duplicate: 0.1, reorder: 0.2, garbage: 0.1 };
      const change = (what: object) =>
        fetch(`${source.url}/faults`, { method: 'POST', body: JSON.stringify(what) });
      await change(faults);
      await house.call('POST', '/sources', { id: 'feed', kind: 'pull', url: source.url, limit: 300 });
      const look = () => house.get<SourceAnswer>('/sources/feed');
      const head = async () =>
        ((await (await fetch(`${source.url}/healthz`)).json()) as { head: number }).head;
      const first = await head();
      // Through the past and a while of what happens now.
      let seen = await look();
      while (seen.health.lastSeq < first + 100) seen = await look();
      // Breaks and gaps of the source change nothing about what it has said in the end.
      await change({ drop: 0, away: 'refuse' });
      while ((await look()).health.state !== 'failing') continue;
      await change({ away: 'no' });
      while (seen.health.lastSeq < first + 200 || seen.health.behind !== 0) seen = await look();
      const { lastSeq } = seen.health;
      const listed = await house.get<{ entries: { reason: string; status: string }[] }>(
        '/sources/feed/quarantine?limit=100',
      );
      for (const { reason } of listed.entries) expect(['invalid_json', 'invalid_field']).toContain(reason);
      // The source stands still while everything it has said is asked for once more by another way.
      await house.call('POST', '/sources/feed/pause');
      const settled = await look();
      expect(settled.health.lastSeq).toBeGreaterThanOrEqual(lastSeq);
      expect(settled.positions).toEqual({ '': String(settled.health.lastSeq) });
      expect(settled.health.counts).toMatchObject({ accepted: settled.health.lastSeq, held: 0 });
    } finally {
      await house.close();
      await source.kill();
    }
  },
  START_MS * 2,
);
