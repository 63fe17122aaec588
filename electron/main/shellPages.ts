/** Plain pages of the shell itself: no script, no network, so that they stand when nothing else does. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AppPages } from './appProtocol.ts';
import { SIGN_STYLE, signBody } from './signPage.ts';
import { WORDS } from './words.ts';
import type { Locale } from './words.ts';

export const FAULT_PAGE = 'app://shell/fault';
export const REST_PAGE = 'app://shell/rest';
export const SPARE_PAGE = 'app://shell/spare';

/** The answer to an address of host `shell`; `null` for any other host. */
export function shellPage(address: string, pages: AppPages): Response | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'app:' || url.host !== 'shell') return null;
  const words = WORDS[pages.locale];
  switch (url.pathname) {
    case '/fault':
      return page(
        pages.locale,
        words.engineFault,
        notice(pages, words.engineFault, [
          words.engineFaultDetail,
          `${words.engineCause} ${pages.faultSentence()}`,
          words.engineRetry,
        ]),
      );
    case '/rest':
      return page(
        pages.locale,
        words.windowFault,
        notice(pages, words.windowFault, [words.windowFaultDetail, words.windowRetry(pages.restS)]),
      );
    case '/spare':
      return page(pages.locale, words.spare, '');
    case '/sign': {
      const body = signBody(url.searchParams, pages.locale);
      return body === null
        ? new Response('Not found', { status: 404 })
        : page(pages.locale, words.monitor, body);
    }
    case '/style.css':
      return new Response(STYLE + SIGN_STYLE, { headers: headers('text/css; charset=utf-8') });
    case '/latin.woff2':
    case '/vietnamese.woff2':
      return font(pages.root, url.pathname.slice(1, -'.woff2'.length));
    default:
      return new Response('Not found', { status: 404 });
  }
}

/** What happened, what the wall does about it, and whom to call. */
function notice({ locale, contact }: AppPages, title: string, sentences: readonly string[]): string {
  const words = WORDS[locale];
  const told = sentences.map((sentence) => `<p>${escape(sentence)}</p>`).join('');
  const whom = escape(contact() || words.callAdministrator);
  return `<main class="notice"><h1>${escape(title)}</h1>${told}<p class="call">${escape(words.call)} <b>${whom}</b></p></main>`;
}

function page(locale: Locale, title: string, body: string): Response {
  const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${escape(title)}</title><link rel="stylesheet" href="/style.css"><body>${body}</body></html>`;
  return new Response(html, { headers: headers('text/html; charset=utf-8') });
}

/** The wall's own typeface, out of the built wall; without it the system's stands in. */
function font(root: string, subset: string): Response {
  try {
    const folder = join(root, 'assets');
    const name = readdirSync(folder).find(
      (f) => f.startsWith(`be-vietnam-pro-${subset}-400-normal`) && f.endsWith('.woff2'),
    );
    if (name === undefined) return new Response('Not found', { status: 404 });
    return new Response(new Uint8Array(readFileSync(join(folder, name))), { headers: headers('font/woff2') });
  } catch {
    return new Response('Not found', { status: 404 });
  }
}

function headers(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy':
      "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const STYLE = `
@font-face { font-family: "Be Vietnam Pro"; src: url(/latin.woff2) format("woff2"); unicode-range: U+0000-00FF, U+2000-206F; }
@font-face { font-family: "Be Vietnam Pro"; src: url(/vietnamese.woff2) format("woff2"); unicode-range: U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB; }
html { cursor: none; background: oklch(0.2 0.02 250); color: oklch(0.95 0.01 250); }
body { margin: 0; height: 100vh; display: grid; align-items: center; font: 400 min(2.2vw, 4vh)/1.5 "Be Vietnam Pro", sans-serif; overflow: hidden; }
h1 { font-size: 1.9em; font-weight: 400; line-height: 1.25; margin: 0 0 0.7em; }
p { margin: 0 0 0.7em; max-width: 48em; overflow-wrap: anywhere; }
.notice { padding: 0 12vw; }
.notice > p { color: oklch(0.76 0.018 250); }
.notice > .call { margin-top: 1.6em; color: oklch(0.95 0.01 250); }
.call > b { font-weight: 400; color: oklch(0.79 0.105 205); }
.quiet { color: oklch(0.72 0.02 250); }
`;
