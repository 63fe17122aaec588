import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NextOrder } from '../../contract/wall.ts';
import {
  administrator,
  type Client,
  client,
  startFace,
  type TestFace,
  WALL_TOKEN,
} from '../fixtures/face.ts';
import { createOrders } from './orders.ts';

const monitor = (place: number, roles: string[]) => ({
  id: `d${place}`,
  label: '',
  x: 1920 * (place - 1),
  y: 0,
  width: 1920,
  height: 1080,
  scale: 1,
  position: { place, row: 1, rows: 1, column: place, columns: 2 },
  roles,
  extra: null,
});
const report = {
  monitors: [monitor(1, ['statistics', 'map']), monitor(2, ['trends', 'operations'])],
  binding: {
    state: 'confirmed',
    confirmedAt: null,
    roles: { statistics: 'sure', map: 'sure', trends: 'sure', operations: 'sure' },
  },
};
const wanted = { roles: { statistics: 'd1', map: 'd1', trends: 'd2', operations: 'd2' }, extras: {} };

describe('orders to the shell', () => {
  let test: TestFace;
  let shell: Client;
  let admin: Client;
  beforeEach(async () => {
    test = await startFace();
    shell = client(test.url, { token: WALL_TOKEN });
    admin = await administrator(test);
  });
  afterEach(() => test.end());

  /** Listens as the shell does, and answers the next order. */
  async function answerOne(refused: string | null): Promise<NextOrder['order']> {
    const { order } = (await (await shell.call('GET', '/wall/orders/next?wait=20')).json()) as NextOrder;
    const told = await shell.call('POST', `/wall/orders/${order?.id ?? ''}/outcome`, { refused, report });
    expect(told.status).toBe(204);
    return order;
  }

  it('reach it at once, and are answered when it has done them', async () => {
    const answering = answerOne(null);
    await expect.poll(async () => (await admin.call('PUT', '/wall/hanging', wanted)).status).toBe(204);
    expect(await answering).toMatchObject({ what: { do: 'hang', wanted } });
    expect(await (await admin.call('GET', '/wall')).json()).toMatchObject(report);
    expect(await (await admin.call('GET', '/audit')).json()).toMatchObject({
      entries: expect.arrayContaining([
        expect.objectContaining({
          what: 'monitors_bound',
          subject: 'statistics 1, map 1, trends 2, operations 2',
        }),
      ]) as unknown,
    });
  });

  it('are refused with the reason of the shell', async () => {
    const answering = answerOne('There is no monitor "d9" any more.');
    await expect.poll(async () => (await admin.call('POST', '/wall/identify')).status).toBe(409);
    await answering;
  });

  it('are refused where no shell listens', async () => {
    const answer = await admin.call('POST', '/wall/identify');
    expect(await answer.json()).toMatchObject({ status: 409 });
  });

  it('name the field at fault', async () => {
    const { operations: _left, ...three } = wanted.roles;
    const answer = await admin.call('PUT', '/wall/hanging', { roles: three });
    expect(await answer.json()).toMatchObject({ status: 400, field: 'roles.operations' });
    const outcome = await shell.call('POST', '/wall/orders/none/outcome', { refused: null, report });
    expect(await outcome.json()).toMatchObject({ status: 404, field: 'id' });
  });
});

describe('the queue of orders', () => {
  it('keeps an order for the short while between two turns of the shell', async () => {
    const orders = createOrders({ patience: 5_000, absent: 5_000 });
    const turn = orders.next(1);
    expect(await turn).toBeNull();
    const given = orders.give({ do: 'identify' });
    const order = await orders.next(1_000);
    expect(order?.what).toEqual({ do: 'identify' });
    const outcome = { refused: null, report: { monitors: [], binding: null } };
    expect(orders.outcome(order?.id ?? '', outcome)).toBe(true);
    expect(await given).toEqual(outcome);
    expect(orders.outcome(order?.id ?? '', outcome)).toBe(false);
  });

  it('gives up an order that is not answered, and hands it to nobody later', async () => {
    const orders = createOrders({ patience: 10, absent: 5_000 });
    await orders.next(1);
    expect(await orders.give({ do: 'identify' })).toBe('silent');
    expect(await orders.next(0)).toBeNull();
  });

  it('hands orders to the shell that listened last', async () => {
    const orders = createOrders({ patience: 1_000, absent: 0 });
    const before = orders.next(10_000);
    const now = orders.next(10_000);
    expect(await before).toBeNull();
    void orders.give({ do: 'identify' });
    expect(await now).not.toBeNull();
  });
});
