import { expect, it } from 'vitest';
import { newSource, type SourceOf } from '../../../contract/sources.ts';
import { CASE_MAPPING } from '../fixtures.ts';
import { sqlServerStatement } from './sqlServer.ts';

const settings = newSource.parse({
  id: 'x',
  kind: 'sql',
  dialect: 'sqlserver',
  host: 'db',
  database: 'd',
  user: 'u',
  query: 'SELECT * FROM v ; ',
  watermark: { column: 'changed', key: 'a]b', restS: 5 },
  mappings: [CASE_MAPPING],
}) as SourceOf<'sql'>;

const plain = (text: string) => text.replace(/\s+/g, ' ');

it('asks SQL Server for the first rows right after the last one, values as parameters, names quoted', () => {
  expect(plain(sqlServerStatement(settings, { column: '2026-01-01', key: '7' }))).toBe(
    'SELECT TOP (@limit) q.*, CONVERT(nvarchar(200), q.[changed], 126) AS [$mark], CONVERT(nvarchar(200), q.[a]]b], 126) AS [$key] ' +
      'FROM ( SELECT * FROM v ) AS q WHERE (q.[changed] > @mark OR (q.[changed] = @mark AND q.[a]]b] > @key)) ' +
      'AND q.[changed] <= DATEADD(second, -5, SYSDATETIME()) ORDER BY q.[changed], q.[a]]b]',
  );
  expect(plain(sqlServerStatement(settings, { column: '2026-01-01', key: null }))).toContain(
    'WHERE q.[changed] > @mark AND',
  );
  expect(sqlServerStatement(settings, null)).not.toContain('@mark');
});
