/** Microsoft SQL Server. Whole numbers beyond 2^53 and decimals come as text where the driver keeps them so. */
import type { SourceOf } from '../../../contract/sources.ts';
import { trimmed } from './postgresql.ts';
import type { Database, Mark, MarkedRow } from './sql.ts';

const PORT = 1433;
const PATIENCE_MS = 10_000;
const STATEMENT_MS = 60_000;

export async function openSqlServer(settings: SourceOf<'sql'>): Promise<Database> {
  const { default: mssql } = await import('mssql');
  const { host, database, user, password, tls } = settings;
  const pool = new mssql.ConnectionPool({
    server: host,
    port: settings.port ?? PORT,
    database,
    user,
    ...(password !== undefined && { password }),
    connectionTimeout: PATIENCE_MS,
    requestTimeout: STATEMENT_MS,
    pool: { min: 0, max: 1 },
    options: {
      encrypt: tls !== 'off',
      trustServerCertificate: tls !== 'verify',
      readOnlyIntent: true,
      // Dates without a zone are wall-clock time: they must not be moved by this machine's zone.
      useUTC: true,
      appName: 'ioc-wall',
    },
  });
  pool.on('error', () => undefined);
  await pool.connect();
  return {
    async rowsAfter(after, limit) {
      const request = pool.request().input('limit', mssql.Int, limit);
      if (after) request.input('mark', mssql.NVarChar(200), after.column);
      if (typeof after?.key === 'string') request.input('key', mssql.NVarChar(200), after.key);
      const answer = await request.query<Record<string, unknown>>(sqlServerStatement(settings, after));
      return answer.recordset.map(
        ({ $mark, $key, ...values }): MarkedRow => ({
          values,
          mark: { column: textOrNull($mark), key: textOrNull($key) },
        }),
      );
    },
    close: () => pool.close(),
  };
}

/** The administrator's query as a part of the engine's own, which can only read. */
export function sqlServerStatement(settings: SourceOf<'sql'>, after: Mark | null): string {
  const { watermark } = settings;
  const column = `q.${quoted(watermark.column)}`;
  const key = `q.${quoted(watermark.key)}`;
  const conditions: string[] = [];
  if (typeof after?.key === 'string')
    conditions.push(`(${column} > @mark OR (${column} = @mark AND ${key} > @key))`);
  else if (after) conditions.push(`${column} > @mark`);
  if (watermark.restS > 0)
    conditions.push(`${column} <= DATEADD(second, -${Math.ceil(watermark.restS)}, SYSDATETIME())`);
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  // Style 126 writes dates to their full precision; it changes nothing about other types.
  return `SELECT TOP (@limit) q.*, CONVERT(nvarchar(200), ${column}, 126) AS [$mark], CONVERT(nvarchar(200), ${key}, 126) AS [$key]
    FROM (\n${trimmed(settings.query)}\n) AS q${where} ORDER BY ${column}, ${key}`;
}

function quoted(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}

/** Watermark and key come as text, because the statement converts them. */
function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
