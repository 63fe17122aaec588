/** The urgent message over all screens: at most one, until its time, or until somebody ends it. */
import { formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import { INTERRUPT_MAX_MS, type Interrupt, type InterruptRequest } from '../../contract/interrupts.ts';
import { recordAudit } from '../access/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { addInterrupt, endInterrupt, interruptAt, type KeptInterrupt } from './interruptStore.ts';

/** Who does something, for the audit trail. */
export interface Doer {
  who: string;
  address: string | null;
}

export interface Interrupts {
  /** The message that stands now. */
  standing(): Interrupt | null;
  /** The one that stood at a past instant. */
  at(at: Instant): Interrupt | null;
  /** Shows a message; one that stands gives way to it. Throws `ProblemError` naming the field. */
  show(message: InterruptRequest, doer: Doer): Interrupt;
  /** Ends the one that stands; without one nothing happens. */
  end(doer: Doer): void;
  onChange(listener: () => void): void;
}

export function createInterrupts(db: WritableDB, now: () => Instant): Interrupts {
  /** The newest one that was not ended by hand: read once, so that every tick may ask. */
  let newest: KeptInterrupt | null = interruptAt(db, now()) ?? null;
  const listeners: (() => void)[] = [];

  function current(): KeptInterrupt | null {
    return newest !== null && newest.until > now() ? newest : null;
  }

  return {
    standing: () => describe(current()),
    at: (at) => describe(interruptAt(db, at) ?? null),
    show({ text, level, until: asked }, { who, address }) {
      const since = now();
      const until = untilAsked(asked, since);
      db.transaction(() => {
        const before = current();
        if (before) endInterrupt(db, before.id, since, who);
        newest = addInterrupt(db, { text, level, since, until, by: who });
        const subject = `${level}, until ${formatInstant(until)}: ${text}`;
        recordAudit(db, {
          at: since,
          who,
          address,
          what: 'interrupt_shown',
          subject,
          before: told(before),
          after: told(newest),
        });
      })();
      for (const tell of listeners) tell();
      return describe(newest) as Interrupt;
    },
    end({ who, address }) {
      const before = current();
      if (before === null) return;
      const at = now();
      db.transaction(() => {
        endInterrupt(db, before.id, at, who);
        recordAudit(db, {
          at,
          who,
          address,
          what: 'interrupt_ended',
          subject: before.text,
          before: told(before),
        });
      })();
      newest = null;
      for (const tell of listeners) tell();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function untilAsked(text: string, now: Instant): Instant {
  const until = parseInstant(text);
  if (until !== null && until > now && until - now <= INTERRUPT_MAX_MS) return until;
  throw new ProblemError(
    400,
    `until must lie ahead and within a day, between ${formatInstant(now)} and ${formatInstant(now + INTERRUPT_MAX_MS)}.`,
    { field: 'until' },
  );
}

/** A message as the audit trail keeps it. */
function told(kept: KeptInterrupt | null): object | null {
  return kept && { text: kept.text, level: kept.level, until: formatInstant(kept.until) };
}

function describe(kept: KeptInterrupt | null): Interrupt | null {
  return kept && { ...kept, since: formatInstant(kept.since), until: formatInstant(kept.until) };
}
