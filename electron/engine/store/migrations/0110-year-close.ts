/** Closed years: signed copies of their figures, only ever added. */
import type Database from 'better-sqlite3';

export function up(db: Database.Database): void {
  db.exec(`
    CREATE TABLE year_close (
      n INTEGER PRIMARY KEY AUTOINCREMENT,
      year INTEGER NOT NULL,
      edition INTEGER NOT NULL,
      -- Canonical text of the edition, and the SHA-256 of it and its units; previous is that of the close before.
      text TEXT NOT NULL,
      digest TEXT NOT NULL UNIQUE,
      previous TEXT,
      UNIQUE (year, edition)
    ) STRICT;

    -- The figures of each unit, in the order of the tree; written before their close, which seals them.
    CREATE TABLE year_close_unit (
      close INTEGER NOT NULL REFERENCES year_close (n) DEFERRABLE INITIALLY DEFERRED,
      place INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (close, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER year_close_keeps_rows BEFORE DELETE ON year_close
    BEGIN SELECT RAISE(ABORT, 'a closed year is never changed'); END;
    CREATE TRIGGER year_close_keeps_words BEFORE UPDATE ON year_close
    BEGIN SELECT RAISE(ABORT, 'a closed year is never changed'); END;
    CREATE TRIGGER year_close_goes_on BEFORE INSERT ON year_close
    WHEN NEW.previous IS NOT (SELECT digest FROM year_close ORDER BY n DESC LIMIT 1)
      OR NEW.edition <> (SELECT COUNT(*) + 1 FROM year_close WHERE year = NEW.year)
    BEGIN SELECT RAISE(ABORT, 'a close follows the one before it'); END;
    CREATE TRIGGER year_close_unit_keeps_rows BEFORE DELETE ON year_close_unit
    BEGIN SELECT RAISE(ABORT, 'a closed year is never changed'); END;
    CREATE TRIGGER year_close_unit_keeps_words BEFORE UPDATE ON year_close_unit
    BEGIN SELECT RAISE(ABORT, 'a closed year is never changed'); END;
    CREATE TRIGGER year_close_unit_is_sealed BEFORE INSERT ON year_close_unit
    WHEN EXISTS (SELECT 1 FROM year_close WHERE n = NEW.close)
    BEGIN SELECT RAISE(ABORT, 'a closed year is never changed'); END;
  `);
}
