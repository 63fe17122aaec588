/** Bytes of the file of streets, asked of the engine by range. */
import type { RangeResponse, Source } from 'pmtiles';
import type { StreetsPlace } from './place.ts';

/** An engine that is started again is there within seconds: until then a tile waits, and the map does not wait for it. */
const PATIENCE_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

/** The engine answered, and will answer so again. */
class Refused extends Error {}

export function engineSource({ streets, engine }: StreetsPlace): Source {
  async function read(offset: number, length: number, signal?: AbortSignal): Promise<RangeResponse> {
    const { url, token } = engine();
    const answer = await fetch(new URL(`/api/v1/maps/streets/${streets.number}/bytes`, url), {
      headers: {
        range: `bytes=${offset}-${offset + length - 1}`,
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      signal: signal ?? null,
    });
    if (answer.status !== 206) throw new Refused(`The engine answered ${answer.status} for streets.`);
    return { data: await answer.arrayBuffer() };
  }

  return {
    getKey: () => keyOf(streets),
    async getBytes(offset, length, signal) {
      for (const wait of PATIENCE_MS)
        try {
          return await read(offset, length, signal);
        } catch (error) {
          if (error instanceof Refused || signal?.aborted) throw error;
          await new Promise((resolve) => setTimeout(resolve, wait));
        }
      return read(offset, length, signal);
    },
  };
}

export function keyOf({ number }: StreetsPlace['streets']): string {
  return `streets-${number}`;
}
