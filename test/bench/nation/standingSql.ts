/** The questions as one would write them in SQL over a table of case versions; every name is SQLite's and DuckDB's alike. */

/** Columns of `version`: `at` and `accepted` in ms since the epoch, `due` and `done` in đồng. */
export const VERSION_COLUMNS = [
  'key',
  'v',
  'at',
  'unit',
  'officer',
  'category',
  'accepted',
  'due',
  'done',
  'state',
] as const;

const ENDED = "('completed', 'discontinued', 'entrusted_out', 'withdrawn')";

/**
 * Letters by some columns, of the statistical year that begins at :start, at :at.
 * @param newest how a database writes "of each key the version with the highest v among those where …"
 */
export function standingSql(newest: (where: string) => string, by: string, where: string): string {
  return `
WITH now AS (${newest('"at" <= :at')}),
before AS (${newest('"at" < :start')}),
standing AS (
  SELECT now.*, COALESCE(before.done, 0) AS done_before,
    CASE WHEN now.accepted >= :start THEN 'C'
      WHEN before.key IS NULL THEN 'B'
      WHEN before.state = 'set_aside' THEN CASE WHEN now.state = 'set_aside' THEN NULL ELSE 'C' END
      WHEN before.state IN ${ENDED} THEN CASE WHEN now.state IN ${ENDED} THEN NULL ELSE 'C' END
      ELSE 'B' END AS intake
  FROM now LEFT JOIN before ON before.key = now.key
  WHERE now.accepted <= :at ${where}
)
SELECT ${by}, COUNT(*) AS a, SUM(due - done_before) AS a_money,
  SUM(CASE WHEN state IN ('completed', 'discontinued') THEN 1 ELSE 0 END) AS j,
  SUM(done - done_before + CASE WHEN state IN ('completed', 'discontinued') THEN due - done ELSE 0 END) AS j_money,
  SUM(CASE WHEN state = 'in_progress' THEN 1 ELSE 0 END) AS i,
  SUM(CASE WHEN state = 'not_eligible' THEN 1 ELSE 0 END) AS h,
  SUM(CASE WHEN state = 'set_aside' THEN 1 ELSE 0 END) AS r
FROM standing WHERE intake IS NOT NULL GROUP BY ${by}`;
}
