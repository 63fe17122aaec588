/** Instants in query strings. */
import { z } from 'zod';
import { DAY_MS, dayStart, type Instant, isDay, parseInstant, yearStart } from '../../contract/calendar.ts';

const EXAMPLE = '2026-03-31T17:00:00+07:00';

/** Statistical years there are: beyond them no answer could be written as a date of four-digit years. */
const FIRST = yearStart(1900);
const LAST = yearStart(9999) - 1;

/** In a query string a bare `+` reads as a space; before an offset it can only have been a `+`. */
function readInstant(text: string): Instant | null {
  return within(parseInstant(text.replace(/ (?=\d\d:\d\d$)/, '+')));
}

function within(instant: Instant | null): Instant | null {
  return instant !== null && instant >= FIRST && instant <= LAST ? instant : null;
}

export const instantAsked = z
  .string()
  .transform((text, ctx) => {
    const instant = readInstant(text);
    if (instant !== null) return instant;
    ctx.addIssue({
      code: 'custom',
      message: `must be an RFC 3339 date-time with offset of the years 1900 to 9998, such as ${EXAMPLE}`,
    });
    return z.NEVER;
  })
  .describe(`RFC 3339 date-time with offset, such as ${EXAMPLE}`);

/** A day stands for its first instant (`from`) or its last (`to`). */
function dayOrInstant(ofDay: (day: string) => Instant) {
  return z
    .string()
    .transform((text, ctx) => {
      const instant = isDay(text) ? within(ofDay(text)) : readInstant(text);
      if (instant !== null) return instant;
      ctx.addIssue({
        code: 'custom',
        message: `must be a day (2026-03-31) or an instant (${EXAMPLE}) of the years 1900 to 9998`,
      });
      return z.NEVER;
    })
    .describe(`Day of Ho Chi Minh City (2026-03-31) or RFC 3339 date-time with offset (${EXAMPLE})`);
}

export const beginning = dayOrInstant(dayStart);
export const end = dayOrInstant((day) => dayStart(day) + DAY_MS - 1);
