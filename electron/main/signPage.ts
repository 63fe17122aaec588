/** The page of a sign: which monitor this is, what hangs on it, and what can be done by keyboard. */
import { z } from 'zod';
import { role } from '../contract/live.ts';
import { extraShows, standing, wallPosition } from '../contract/wall.ts';
import { SIGN_WORDS, extraWords, placeWords } from './signWords.ts';
import { WORDS } from './words.ts';
import type { Locale } from './words.ts';

export const sign = z.object({
  position: wallPosition,
  label: z.string(),
  /** Native pixels. */
  size: z.string(),
  roles: z.array(z.object({ role, standing: standing.nullable() })),
  extra: extraShows.nullable(),
  /** Whether roles are being moved, and whether this monitor is the one named first. */
  moving: z.boolean(),
  picked: z.boolean(),
  /** Some role is not surely at home. */
  doubt: z.boolean(),
});
export type Sign = z.infer<typeof sign>;

/** Address of the page of a sign; the page needs no script. */
export function signAddress(one: Sign): string {
  return `app://shell/sign?${new URLSearchParams({ sign: JSON.stringify(one) }).toString()}`;
}

/** Body of the page, or `null` when the address holds no sign. */
export function signBody(query: URLSearchParams, locale: Locale): string | null {
  const read = sign.safeParse(jsonIn(query.get('sign')));
  if (!read.success) return null;
  const { position, label, size, roles, extra, moving, picked, doubt } = read.data;
  const words = SIGN_WORDS[locale];
  const names = roles.map((one) => WORDS[locale].roles[one.role]);
  const what = names.length > 0 ? names : [extra ? extraWords(extra, locale) : ''];
  const where = [placeWords(position, locale), label || words.unlabelled, size].filter((text) => text !== '');
  const standings = [...new Set(roles.flatMap((one) => one.standing ?? []))];
  const how = standings.map(
    (one) => `<span class="standing" data-standing="${one}">${escape(words.standing[one])}</span>`,
  );
  const todo = picked ? words.picked : moving ? words.move : words.identify;
  const warning = moving && doubt && !picked ? `<b>${escape(words.doubt)}</b><br>` : '';
  return [
    `<main class="sign"${picked ? ' data-picked' : ''}><p class="number">${position.place}</p>`,
    `<div><h1>${what.map((name) => `<span>${escape(name)}</span>`).join('')}</h1>`,
    `<p>${escape(where.join(' · '))}</p><p>${how.join(' ')}</p></div>`,
    `<p class="todo">${warning}${escape(todo)}</p></main>`,
  ].join('');
}

function jsonIn(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Sized by the smaller side, so that a sign is as large on a portrait monitor. */
export const SIGN_STYLE = `
.sign { box-sizing: border-box; width: 100vw; height: 100vh; padding: 7vmin 8vmin; display: grid; grid-template-columns: auto 1fr; grid-template-rows: 1fr auto; align-items: center; gap: 4vmin 7vmin; font-size: 4.8vmin; background: oklch(0.27 0.03 250); border: 1.2vmin solid oklch(0.45 0.05 230); }
.sign[data-picked] { background: oklch(0.36 0.06 215); border-color: oklch(0.8 0.1 205); }
.sign p { margin: 0; max-width: none; }
.sign h1 { margin: 0 0 3vmin; font-size: 9vmin; line-height: 1.15; }
.sign h1 > span { display: block; }
.sign h1:has(span + span) { font-size: 6vmin; }
.sign .number { font-size: 46vmin; line-height: 1; color: oklch(0.8 0.1 205); }
.sign p { color: oklch(0.8 0.018 250); }
.sign .standing[data-standing="unsure"] { color: oklch(0.86 0.115 92); }
.sign .todo { grid-column: 1 / -1; color: oklch(0.95 0.01 250); }
.sign .todo > b { color: oklch(0.86 0.115 92); font-weight: 400; }
@media (orientation: portrait) { .sign { grid-template-columns: 1fr; grid-template-rows: auto 1fr auto; align-items: start; } }
`;
