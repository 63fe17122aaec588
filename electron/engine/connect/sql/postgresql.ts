/** PostgreSQL: every value as the database's own text, so that nothing is rounded or moved between time zones. */
import { isIP } from 'node:net';
import type { SourceOf } from '../../../contract/sources.ts';
import type { Database, MarkedRow } from './sql.ts';

const PORT = 5432;
const PATIENCE_MS = 10_000;
const STATEMENT_MS = 60_000;

export async function openPostgresql(settings: SourceOf<'sql'>): Promise<Database> {
  const { default: pg } = await import('pg');
  const { host, database, user, password, watermark } = settings;
  const client = new pg.Client({
    host,
    port: settings.port ?? PORT,
    database,
    user,
    ...(password !== undefined && { password }),
    ssl: tlsOf(settings),
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + PATIENCE_MS,
    application_name: 'ioc-wall',
    types: { getTypeParser: () => (value: string | Buffer) => String(value) },
  });
  // A connection that breaks between two questions is noticed by the next one.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(
    "SET default_transaction_read_only = on; SET TIME ZONE 'Asia/Ho_Chi_Minh'; SET DateStyle = 'ISO'; SET bytea_output = 'hex'",
  );

  const column = `q.${quoted(watermark.column)}`;
  const key = `q.${quoted(watermark.key)}`;
  const text = statementOf(settings.query, column, key, watermark.restS);

  return {
    async rowsAfter(after, limit) {
      const values = [after?.column ?? null, after?.key ?? null, limit];
      const kind = after === null ? 'first' : after.key === null ? 'beyond' : 'after';
      const answer = await client.query<Record<string, string | null>>({
        text: text(kind),
        values: kind === 'first' ? [limit] : kind === 'beyond' ? [values[0], limit] : values,
      });
      return answer.rows.map(
        ({ [MARK]: at = null, [KEY]: name = null, ...row }): MarkedRow => ({
          values: row,
          mark: { column: at, key: name },
        }),
      );
    },
    close: () => client.end(),
  };
}

const MARK = '$mark';
const KEY = '$key';

/** The administrator's query with the engine's condition around it; the values are parameters. */
function statementOf(query: string, column: string, key: string, restS: number) {
  const rest = restS > 0 ? ` AND ${column} <= now() - make_interval(secs => ${restS})` : '';
  const conditions = {
    first: `true${rest}`,
    beyond: `${column} > $1${rest}`,
    after: `(${column}, ${key}) > ($1, $2)${rest}`,
  };
  const limits = { first: '$1', beyond: '$2', after: '$3' };
  return (kind: keyof typeof conditions) =>
    `SELECT q.*, ${column}::text AS "${MARK}", ${key}::text AS "${KEY}" FROM (\n${trimmed(query)}\n) AS q
     WHERE ${conditions[kind]} ORDER BY ${column}, ${key} LIMIT ${limits[kind]}`;
}

/** A semicolon at the end is how people write queries. */
export function trimmed(query: string): string {
  return query.trim().replace(/;+\s*$/, '');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function tlsOf({ tls, host }: SourceOf<'sql'>) {
  if (tls === 'off') return false;
  return { rejectUnauthorized: tls === 'verify', ...(isIP(host) === 0 && { servername: host }) };
}
