/** Acts on dashboards, each done once for real. */
import type { House } from '../house.ts';
import type { Act } from './act.ts';
import { call } from './steps.ts';

const dashboard = async (house: House) => {
  const made = await call<{ id: string }>(house, 'POST', '/dashboards', {
    from: 'nothing',
    title: 'Của tôi',
  });
  return made.id;
};

const figure = { id: 'one', type: 'figure', x: 0, y: 0, w: 4, h: 3, config: { unit: 'U' } };

const document = { schema: 1, title: 'Của tôi, sửa', widgets: [figure] };

/** One with something on it, so that it can be sent. */
const filled = async (house: House) => {
  const id = await dashboard(house);
  await call(house, 'PUT', `/dashboards/${id}`, { basedOn: 1, document });
  return id;
};

export const DASHBOARDS_CHANGES: Readonly<Record<string, Act>> = {
  'POST /api/v1/dashboards': {
    ...{ kind: 'dashboard_made', leaves: 'added' },
    do: (house) => house.call('POST', '/dashboards', { from: 'nothing', title: 'Của tôi' }),
  },
  'PUT /api/v1/dashboards/{id}': {
    ...{ kind: 'dashboard_saved', leaves: 'changed' },
    do: async (house) => house.call('PUT', `/dashboards/${await dashboard(house)}`, { basedOn: 1, document }),
  },
  'DELETE /api/v1/dashboards/{id}': {
    ...{ kind: 'dashboard_deleted', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/dashboards/${await dashboard(house)}`),
  },
  'POST /api/v1/dashboards/{id}/restoration': {
    ...{ kind: 'dashboard_restored', leaves: 'changed' },
    async do(house) {
      const id = await dashboard(house);
      await call(house, 'PUT', `/dashboards/${id}`, { basedOn: 1, document });
      return house.call('POST', `/dashboards/${id}/restoration`, { basedOn: 2, version: 1 });
    },
  },
  'PUT /api/v1/dashboards/{id}/shares': {
    ...{ kind: 'dashboard_shared', leaves: 'changed' },
    do: async (house) =>
      house.call('PUT', `/dashboards/${await dashboard(house)}/shares`, {
        shares: [{ with: 'everyone', may: 'read' }],
      }),
  },
  'POST /api/v1/dashboards/{id}/undeletion': {
    ...{ kind: 'dashboard_undeleted', leaves: 'added' },
    async do(house) {
      const id = await dashboard(house);
      await call(house, 'DELETE', `/dashboards/${id}`);
      return house.call('POST', `/dashboards/${id}/undeletion`);
    },
  },
  'POST /api/v1/wall/dashboards': {
    ...{ kind: 'dashboard_sent', leaves: 'changed' },
    async do(house) {
      const [one, other] = [await filled(house), await filled(house)];
      await call(house, 'POST', '/wall/dashboards', { dashboard: one, role: 'map' });
      return house.call('POST', '/wall/dashboards', { dashboard: other, role: 'map' });
    },
  },
  'DELETE /api/v1/wall/dashboards/{role}': {
    ...{ kind: 'dashboard_ended', leaves: 'removed' },
    async do(house) {
      const one = await filled(house);
      await call(house, 'POST', '/wall/dashboards', { dashboard: one, role: 'map' });
      return house.call('DELETE', '/wall/dashboards/map');
    },
  },
};
