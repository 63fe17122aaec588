/** Acts on where figures come from, what they are held against, and closed years, each done once for real. */
import { yearOf } from '../../../electron/contract/calendar.ts';
import { type House, PERSON } from '../house.ts';
import { unit, enforcementCase } from '../lines.ts';
import type { Act } from './act.ts';
import { LAN, SECRETS } from './secrets.ts';
import { call, source, type Person, lan, signedIn, broughtFile } from './steps.ts';

async function closing(house: House): Promise<Response> {
  const year = yearOf(Date.now()) - 1;
  const feed = await house.source(`nam-${Date.now()}`);
  await feed.push([
    unit('U'),
    enforcementCase('C', { at: `${year}-03-01T08:00:00+07:00`, accepted_on: `${year}-03-01` }),
  ]);
  const { figures } = await call<{ figures: string }>(house, 'GET', `/years/${year}/close/preview`);
  const signed = { password: PERSON.password, remark: 'Đã đối chiếu', figures };
  return house.call('POST', `/years/${year}/close`, signed);
}

/** Targets that wait for somebody to approve them. */
async function proposed(house: House): Promise<number> {
  const source = await house.source(`muc-${Date.now()}`);
  await source.push([unit('DV-CT')]);
  const { number } = await call<{ number: number }>(house, 'POST', '/targets/proposals', targets());
  return number;
}

const targets = () => ({
  ...{ year: yearOf(Date.now()), reason: 'giao đầu năm' },
  rows: [{ indicator: 'case_completion_rate', unit: 'DV-CT', value: 60 + (Date.now() % 1000) / 100 }],
});

/** Somebody else than whoever proposed. */
async function approving(house: House): Promise<Person> {
  await lan(house);
  await call(house, 'PATCH', `/users/${LAN.username}`, { role: 'leader' });
  return signedIn(house);
}

export const FIGURES_CHANGES: Readonly<Record<string, Act>> = {
  'PUT /api/v1/questions/model': {
    ...{ kind: 'language_model_changed', leaves: 'changed' },
    async do(house) {
      const set = { on: false, url: 'http://127.0.0.1:9/v1', timeoutS: 5, key: SECRETS.model };
      await call(house, 'PUT', '/questions/model', { ...set, model: 'một' });
      return house.call('PUT', '/questions/model', { ...set, model: 'hai' });
    },
  },
  'POST /api/v1/organisation/imports/{number}/application': {
    ...{ kind: 'organisation_imported', leaves: 'changed' },
    async do(house) {
      const { number, state } = await broughtFile(house, `DV-${Date.now()}`);
      return house.call('POST', `/organisation/imports/${number}/application`, { state });
    },
  },
  'POST /api/v1/sources': {
    ...{ kind: 'source_added', leaves: 'added' },
    do: (house) =>
      house.call('POST', '/sources', {
        ...{ id: 'csdl', kind: 'sql', dialect: 'postgresql', host: '127.0.0.1', port: 1, tls: 'off' },
        ...{ database: 'thads', user: 'doc', password: SECRETS.database, nature: 'sample' },
        ...{ query: 'SELECT id, updated_at FROM vu_viec', watermark: { column: 'updated_at', key: 'id' } },
        mappings: [
          { event: 'unit', fields: { unit: 'id', name: 'ten', parent: 'cha', level: 'cap' }, at: 'received' },
        ],
      }),
  },
  'PATCH /api/v1/sources/{id}': {
    ...{ kind: 'source_changed', leaves: 'changed' },
    async do(house) {
      await source(house, { authorization: 'Bearer cu' });
      return house.call('PATCH', '/sources/kho', {
        limit: 500,
        authorization: SECRETS.authorization,
        url: `http://127.0.0.1:1/feed?key=${SECRETS.query}`,
      });
    },
  },
  'DELETE /api/v1/sources/{id}': {
    ...{ kind: 'source_removed', leaves: 'removed' },
    async do(house) {
      await source(house, { authorization: SECRETS.authorization });
      return house.call('DELETE', '/sources/kho');
    },
  },
  'POST /api/v1/sources/{id}/pause': {
    ...{ kind: 'source_paused', leaves: 'changed' },
    async do(house) {
      await source(house);
      return house.call('POST', '/sources/kho/pause');
    },
  },
  'POST /api/v1/sources/{id}/resume': {
    ...{ kind: 'source_resumed', leaves: 'changed' },
    async do(house) {
      await source(house);
      await call(house, 'POST', '/sources/kho/pause');
      return house.call('POST', '/sources/kho/resume');
    },
  },
  'POST /api/v1/sources/{id}/tokens': {
    ...{ kind: 'token_made', leaves: 'added' },
    async do(house) {
      await source(house);
      return house.call('POST', '/sources/kho/tokens', {});
    },
  },
  'POST /api/v1/years/{year}/close': {
    ...{ kind: 'year_closed', leaves: 'added' },
    do: closing,
  },
  'POST /api/v1/targets/proposals': {
    ...{ kind: 'targets_proposed', leaves: 'added' },
    async do(house) {
      await proposed(house);
      return house.call('POST', '/targets/proposals', targets());
    },
  },
  'POST /api/v1/targets/proposals/{number}/approval': {
    ...{ kind: 'targets_approved', leaves: 'changed' },
    async do(house) {
      const number = await proposed(house);
      return (await approving(house))('POST', `/targets/proposals/${number}/approval`, { note: 'đồng ý' });
    },
  },
  'POST /api/v1/targets/proposals/{number}/rejection': {
    ...{ kind: 'targets_rejected', leaves: 'changed' },
    async do(house) {
      const number = await proposed(house);
      return (await approving(house))('POST', `/targets/proposals/${number}/rejection`, { note: 'quá cao' });
    },
  },
  'DELETE /api/v1/targets/proposals/{number}': {
    ...{ kind: 'targets_withdrawn', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/targets/proposals/${await proposed(house)}`),
  },
};
