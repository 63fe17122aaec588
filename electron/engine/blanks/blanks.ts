/** Screens that somebody had darkened: until somebody lights them again, over restarts. */
import { z } from 'zod';
import { type Blank, blank, type BlankRequest } from '../../contract/blank.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { ROLES } from '../../contract/live.ts';
import { recordAudit } from '../access/index.ts';
import type { WritableDB } from '../store/index.ts';

/** Who does something, for the audit trail. */
interface Doer {
  who: string;
  address: string | null;
}

export interface Blanks {
  /** What is dark now. */
  standing(): Blank | null;
  /** These screens are dark from now on, and no others. */
  darken(request: BlankRequest, doer: Doer): Blank;
  /** Lights them all; while none is dark nothing happens. */
  light(doer: Doer): void;
  onChange(listener: () => void): void;
}

const keptRoles = z.string().transform((text, context) => {
  const read = blank.shape.roles.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: 'roles of a kept blank' });
  return z.NEVER;
});

export function createBlanks(db: WritableDB, now: () => Instant): Blanks {
  const row = db
    .prepare<[], { roles: string; since: Instant; by: string }>('SELECT roles, since, by FROM blank')
    .get();
  let standing: Blank | null = row
    ? { roles: keptRoles.parse(row.roles), since: formatInstant(row.since), by: row.by }
    : null;
  const listeners: (() => void)[] = [];
  const put = db.prepare('INSERT OR REPLACE INTO blank (id, roles, since, by) VALUES (1, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM blank');

  return {
    standing: () => standing,
    darken({ roles = [...ROLES] }, { who, address }) {
      const at = now();
      const dark = ROLES.filter((role) => roles.includes(role));
      db.transaction(() => {
        put.run(JSON.stringify(dark), at, who);
        recordAudit(db, {
          at,
          who,
          address,
          what: 'screens_darkened',
          subject: dark.join(', '),
          before: { dark: standing?.roles ?? [] },
          after: { dark },
        });
      })();
      standing = { roles: dark, since: formatInstant(at), by: who };
      for (const tell of listeners) tell();
      return standing;
    },
    light({ who, address }) {
      if (standing === null) return;
      const { roles } = standing;
      db.transaction(() => {
        remove.run();
        recordAudit(db, {
          at: now(),
          who,
          address,
          what: 'screens_lit',
          subject: roles.join(', '),
          before: { dark: roles },
          after: { dark: [] },
        });
      })();
      standing = null;
      for (const tell of listeners) tell();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
