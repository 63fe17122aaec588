import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unitLine } from '../../ingest/fixtures.ts';
import { CASE_MAPPING, type Connected, startConnected } from '../fixtures.ts';
import { noPostgresql, type Postgresql, startPostgresql } from './postgresqlServer.ts';

const why = noPostgresql();
let server: Postgresql;
let admin: pg.Client;
let core: Connected;

describe.skipIf(why !== null)(`a PostgreSQL database${why === null ? '' : ` (skipped: ${why})`}`, () => {
  beforeAll(async () => {
    server = await startPostgresql();
    admin = await connect();
  }, 60_000);
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });
  beforeEach(async () => {
    core = startConnected();
    await core.push('s1', unitLine('u', 'u', null));
    await admin.query(`DROP TABLE IF EXISTS cases; CREATE TABLE cases (
      id bigint PRIMARY KEY, unit text, due numeric(20,2), done bigint, odd jsonb, changed timestamptz(6) NOT NULL)`);
  });
  afterEach(() => core.end());

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: server.port,
      user: server.user,
      password: server.password,
      database: 'postgres',
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  function source(more: object = {}) {
    return {
      id: 'db',
      kind: 'sql',
      dialect: 'postgresql',
      host: '127.0.0.1',
      port: server.port,
      database: 'postgres',
      user: server.user,
      password: server.password,
      tls: 'off',
      query: 'SELECT id AS "case", unit, due, done, changed FROM cases;',
      watermark: { column: 'changed', key: 'case' },
      mappings: [CASE_MAPPING],
      limit: 7,
      everyS: 0.05,
      ...more,
    };
  }
  /** Rows of which many share a watermark to the microsecond. */
  const insert = (from: number, to: number) =>
    admin.query(
      `INSERT INTO cases SELECT n, 'u', 1000, 0, '{}', timestamptz '2026-01-01 00:00:00.123456+07' + (n / 25) * interval '1 microsecond'
       FROM generate_series($1::bigint, $2::bigint) n`,
      [from, to],
    );

  it('is read page by page, every row once, though pages end among rows of one watermark', async () => {
    await insert(1, 100);
    core.read(source());
    await core.until('db', (h) => h.behind === 0 && h.counts.accepted === 100);
    await insert(101, 130);
    await core.until('db', (h) => h.counts.accepted === 130);
    expect(core.cases('u')).toBe(130);
    expect(core.health('db').counts).toMatchObject({ duplicates: 0, quarantined: 0 });
  });

  it('goes on right after its watermark after the engine was away; a changed row is a new version', async () => {
    await insert(1, 40);
    core.read(source());
    await core.until('db', (h) => h.counts.accepted === 40);
    await core.ingest.stop();
    await admin.query(`UPDATE cases SET due = 5000, changed = now() WHERE id = 3`);
    await insert(41, 60);
    core.ingest.start();
    await core.until('db', (h) => h.counts.accepted === 61);
    expect(core.cases('u')).toBe(60);
    expect(core.health('db').counts).toMatchObject({ duplicates: 0 });
    expect(JSON.parse(core.ingest.positions('db').get('') ?? '')).toMatchObject({ key: '3' });
  });

  it('is read anew where the mapping changed: what was known stays, what was refused comes', async () => {
    await insert(1, 20);
    await admin.query(`UPDATE cases SET unit = NULL WHERE id <= 5`);
    core.read(source());
    await core.until('db', (h) => h.counts.accepted === 15 && h.counts.quarantined === 5);
    const unit = { from: 'unit', whenEmpty: 'u' };
    await core.administration.change('db', {
      mappings: [{ ...CASE_MAPPING, fields: { ...CASE_MAPPING.fields, unit } }],
    });
    await core.until('db', (h) => h.counts.accepted === 20);
    expect(core.cases('u')).toBe(20);
  });

  it('is connected to again when the server ended the connection, losing nothing', async () => {
    await insert(1, 20);
    core.read(source());
    await core.until('db', (h) => h.counts.accepted === 20);
    const failing = core.until('db', (h) => h.state === 'failing');
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ioc-wall'`,
    );
    await failing;
    await insert(21, 40);
    await core.until('db', (h) => h.counts.accepted === 40 && h.state === 'on_time');
    expect(core.health('db').counts).toMatchObject({ duplicates: 0 });
  });

  it('is never written to, whatever the query says', async () => {
    await insert(1, 3);
    await admin.query(
      `CREATE OR REPLACE FUNCTION spoil() RETURNS bigint LANGUAGE sql AS 'DELETE FROM cases RETURNING id'`,
    );
    core.read(source({ query: 'SELECT spoil() AS "case", unit, due, done, changed FROM cases' }));
    const failing = await core.until('db', (h) => h.state === 'failing');
    expect(failing.lastError).toContain('read-only');
    expect((await admin.query('SELECT * FROM cases')).rowCount).toBe(3);
  });

  it('that refuses the password is failing, and the password is nowhere to be seen', async () => {
    core.read(source({ password: 'wrong-secret' }));
    const failing = await core.until('db', (h) => h.state === 'failing');
    expect(failing.lastError).toContain('password');
    expect(JSON.stringify(failing)).not.toContain('wrong-secret');
  });

  it('may have values of any type: what fits is read exactly, the rest refused with its reason', async () => {
    const odd = [
      '9007199254740991::bigint',
      '9007199254740992::bigint',
      '1000.00::numeric',
      '1000.50::numeric',
      "'NaN'::numeric",
      "'infinity'::float8",
      "'[1,2]'::jsonb",
      'ARRAY[1,2]',
      "'\\x00ff'::bytea",
      "'1 day'::interval",
      'NULL',
      'true',
      'point(1,2)',
      "'2026-01-05'::date",
      '1e3::float8',
    ];
    const fits = new Set([0, 2, 14]);
    const rows = odd.map(
      (value, n) =>
        `SELECT ${n} AS "case", 'u' AS unit, (${value})::text AS due, 0 AS done, now() AS changed`,
    );
    core.read(
      source({ query: rows.join(' UNION ALL '), watermark: { column: 'changed', key: 'case' }, limit: 100 }),
    );
    await core.until('db', (h) => h.counts.accepted + h.counts.quarantined === odd.length);
    expect(core.health('db').counts).toMatchObject({
      accepted: fits.size,
      quarantined: odd.length - fits.size,
    });
    await core.ingest.remove('db');
    for (const [n, value] of odd.entries()) {
      core.read(
        source({
          id: `odd${n}`,
          query: `SELECT 'o${n}' AS "case", 'u' AS unit, ${value} AS due, 0 AS done, now() AS changed`,
        }),
      );
      const { counts } = await core.until(`odd${n}`, (h) => h.counts.accepted + h.counts.quarantined > 0);
      expect([value, counts.accepted > 0]).toEqual([value, fits.has(n)]);
      await core.ingest.remove(`odd${n}`);
    }
  });

  it('may have dates of any kind: with and without zone, endless, of another era', async () => {
    const dates: [value: string, at: string | null][] = [
      ["timestamptz '2026-01-05 10:00:00+00'", '2026-01-05T17:00:00.000+07:00'],
      ["timestamp '2026-01-05 10:00:00.123456'", '2026-01-05T10:00:00.123+07:00'],
      ["date '2026-01-05'", '2026-01-05T00:00:00.000+07:00'],
      ["'infinity'::timestamptz", null],
      ["'-infinity'::date", null],
      ["timestamp '0044-03-15 12:00:00 BC'", null],
      ["timestamp '294276-12-31 00:00:00'", null],
      ["time '10:00'", null],
      ['NULL::date', null],
    ];
    for (const [n, [value, at]] of dates.entries()) {
      core.read(
        source({
          id: `date${n}`,
          query: `SELECT 'd${n}' AS "case", 'u' AS unit, 5 AS due, 0 AS done, ${value} AS moment, now() AS changed`,
          mappings: [{ ...CASE_MAPPING, at: 'moment' }],
        }),
      );
      const { counts, lastEventAt } = await core.until(
        `date${n}`,
        (h) => h.counts.accepted + h.counts.quarantined > 0,
      );
      expect([value, counts.accepted, lastEventAt]).toEqual([value, at === null ? 0 : 1, at]);
      await core.ingest.remove(`date${n}`);
    }
  });

  it('with a row behind everything that can follow is read up to there, and says which row it is', async () => {
    await insert(1, 20);
    await admin.query(`INSERT INTO cases VALUES (99, 'u', 1000, 0, '{}', 'infinity')`);
    core.read(source());
    const failing = await core.until('db', (h) => h.state === 'failing' && h.counts.accepted === 20);
    expect(failing.lastError).toContain('key 99 has infinity as its changed');
    await insert(21, 30);
    await core.until('db', (h) => h.counts.accepted === 30);
    await admin.query(`UPDATE cases SET changed = now() WHERE id = 99`);
    await core.until('db', (h) => h.counts.accepted === 31 && h.state === 'on_time');
    expect(core.health('db').counts).toMatchObject({ duplicates: 0, quarantined: 0 });
  });
});
