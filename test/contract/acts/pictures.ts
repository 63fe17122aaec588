/** Acts on maps, streets and pictures, each done once for real. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pngOf } from '../../../electron/engine/images/fixtures.ts';
import { tilesFile } from '../../../electron/engine/maps/streets/fixtures.ts';
import type { House } from '../house.ts';
import type { Act } from './act.ts';
import { broughtFile, call } from './steps.ts';

/** A map of the city with one region of its own, as a draft. */
async function broughtMap(house: House): Promise<{ number: number; seen: string }> {
  const { number: file, state } = await broughtFile(house, 'HCM');
  await house.call('POST', `/organisation/imports/${file}/application`, { state });
  const { token } = await call<{ token: string }>(house, 'POST', '/tokens', { permissions: ['maps.manage'] });
  const corners = [
    [106.6, 10.7],
    [106.8, 10.7],
    [106.7, 10.9],
    [106.6, 10.7],
  ];
  const properties = { ma: '26740', ten: 'Phường thử' };
  const geometry = { type: 'Polygon', coordinates: [corners] };
  const answer = await fetch(`${house.url}/api/v1/maps?name=dia-gioi.geojson&root=HCM`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/geo+json' },
    body: JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties, geometry }],
    }),
  });
  return (await answer.json()) as { number: number; seen: string };
}

async function publishedMap(house: House): Promise<number> {
  const { number, seen } = await broughtMap(house);
  await call(house, 'POST', `/maps/${number}/publication`, { seen });
  return number;
}

/** Chooses a file of streets that was not chosen before. */
function choosesStreets(house: House): Promise<Response> {
  const folder = join(house.dataDir, 'streets');
  mkdirSync(folder, { recursive: true });
  const file = `thanh-pho-${readdirSync(folder).length}.pmtiles`;
  writeFileSync(join(folder, file), tilesFile({ maxZoom: 4 }));
  return house.call('PUT', '/maps/streets', { file });
}

/** A picture of its own: every call brings another colour. */
let colours = 0;

function upload(house: House): Promise<Response> {
  colours += 1;
  return house.upload('/images?vi=Quốc%20huy', new Uint8Array(pngOf(4, 4, [colours, 0, 0])));
}

async function broughtImage(house: House): Promise<string> {
  const { id } = (await (await upload(house)).json()) as { id: string };
  return id;
}

const LOOKED_AT = { root: 'HCM', region: 'HCM-KV01' };

export const PICTURES_CHANGES: Readonly<Record<string, Act>> = {
  'POST /api/v1/maps/{number}/publication': {
    ...{ kind: 'map_published', leaves: 'changed' },
    async do(house) {
      const { number, seen } = await broughtMap(house);
      return house.call('POST', `/maps/${number}/publication`, { seen });
    },
  },
  'DELETE /api/v1/maps/{number}/publication': {
    ...{ kind: 'map_withdrawn', leaves: 'changed' },
    do: async (house) => house.call('DELETE', `/maps/${await publishedMap(house)}/publication`),
  },
  'PUT /api/v1/maps/streets': {
    ...{ kind: 'streets_chosen', leaves: 'changed' },
    do: choosesStreets,
  },
  'DELETE /api/v1/maps/streets': {
    ...{ kind: 'streets_removed', leaves: 'changed' },
    async do(house) {
      await choosesStreets(house);
      return house.call('DELETE', '/maps/streets');
    },
  },
  'POST /api/v1/images': { kind: 'image_added', leaves: 'added', do: (house) => upload(house) },
  'PUT /api/v1/images/{id}': {
    ...{ kind: 'image_described', leaves: 'changed' },
    async do(house) {
      const words = { vi: 'Sơ đồ tầng 3' };
      return house.call('PUT', `/images/${await broughtImage(house)}`, { words });
    },
  },
  'DELETE /api/v1/images/{id}': {
    ...{ kind: 'image_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/images/${await broughtImage(house)}`),
  },
  'PUT /api/v1/wall/map-focus': {
    ...{ kind: 'map_focused', leaves: 'changed' },
    do: (house) => house.call('PUT', '/wall/map-focus', LOOKED_AT),
  },
  'DELETE /api/v1/wall/map-focus': {
    ...{ kind: 'map_focus_ended', leaves: 'removed' },
    async do(house) {
      await call(house, 'PUT', '/wall/map-focus', LOOKED_AT);
      return house.call('DELETE', '/wall/map-focus?root=HCM');
    },
  },
};
