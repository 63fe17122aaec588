/** Versions of an edited scene count on over publications, so that a page opened before one cannot save unseen after it. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE scene_version (
      scene TEXT PRIMARY KEY,
      version INTEGER NOT NULL
    ) STRICT;

    INSERT INTO scene_version (scene, version)
      SELECT scene, max(version) FROM (
        SELECT scene, version FROM scene_draft
        UNION ALL SELECT scene, 1 FROM scene_publication
      ) GROUP BY scene;

    ALTER TABLE scene_draft DROP COLUMN version;
  `);
}
