/**
 * Every screen and every widget in every state, from seeded figures and a clock that stands:
 * `?show=layout:statistics` or `?show=widget:hero`, `&state=late&theme=day&locale=en&distance=8&diagonal=55`.
 */
import '../ui/tokens.css';
import '../ui/base.css';
import '../wall/wall.css';
import './gallery.css';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { z } from 'zod';
import { layout as layoutSchema, type Layout } from '../../electron/contract/layouts.ts';
import { type Role, ROLES } from '../../electron/contract/live.ts';
import { createLiveStore, LiveContext, type LiveReading, queryKey } from '../data/index.ts';
import { createStrings, fontsReady, remsHigh } from '../ui/index.ts';
import { Wall } from '../wall/Wall.tsx';
import { PAGE_MS } from '../widgets/turns/turns.ts';
import { answerTo } from './answers.ts';
import { NOW } from './figures.ts';
import { type Shown, shown } from './gallery.ts';
import { changeIn, isRefused, isThrowing, liveIn } from './states.ts';
import { widgetLayout } from './widgets.ts';

const files = import.meta.glob<unknown>('../../assets/layouts/*.json', { eager: true, import: 'default' });
const layouts = new Map(
  Object.values(files).map((file) => {
    const one = layoutSchema.parse(file);
    return [one.id, one] as const;
  }),
);

function shownLayout(show: string): Layout {
  const [kind, name = ''] = show.split(':');
  const found = kind === 'widget' ? widgetLayout(name) : layouts.get(name);
  if (!found) throw new Error(`There is nothing called "${show}".`);
  return found;
}

function roleOf({ id }: Layout): Role {
  return ROLES.find((role) => id.includes(role)) ?? 'statistics';
}

let drawnNow: Root | undefined;

async function show(given: z.input<typeof shown>): Promise<void> {
  const asked = shown.parse(given);
  const root = document.documentElement;
  delete root.dataset['drawn'];
  root.dataset['theme'] = asked.theme;
  root.lang = asked.locale;
  root.style.setProperty(
    '--wall-rems',
    String(remsHigh({ distanceM: asked.distance, diagonalIn: asked.diagonal })),
  );
  const layout = shownLayout(asked.show);
  const role = roleOf(layout);
  const place = document.getElementById('screens');
  if (!place) throw new Error('The page has no element #screens.');
  await fontsReady();
  drawnNow?.unmount();
  drawnNow = createRoot(place);
  drawnNow.render(
    <I18nextProvider i18n={createStrings(asked.locale)}>
      <LiveContext value={readingOf(asked, layout)}>
        <Wall roles={[role]} />
      </LiveContext>
    </I18nextProvider>,
  );
  await drawn();
  root.dataset['drawn'] = '';
}

/** What a window would have heard of the engine, whatever it asks. */
function readingOf({ state, page }: Shown, layout: Layout): LiveReading {
  const all = Object.fromEntries(ROLES.map((one) => [one, layout])) as Record<Role, Layout>;
  const scene = { id: 'gallery', revision: 1, title: layout.title, layouts: all };
  const store = createLiveStore({ ...liveIn(state), now: NOW + page * PAGE_MS, scene });
  let broken: string | undefined;
  return {
    store,
    ask(query) {
      const key = queryKey(query);
      const isFigures = query.ask !== 'catalogue' && query.ask !== 'units';
      const isOfScreen = query.ask === 'alerts' && query.unit === null;
      if (isThrowing(state) && isFigures && !isOfScreen) broken ??= key;
      const known = isFigures ? changeIn(state) : {};
      if (isRefused(state) && known === null)
        store.setState((s) => ({
          refusals: { ...s.refusals, [key]: { field: 'unit', detail: 'not within your place' } },
        }));
      else if (known !== null)
        store.setState((s) => ({
          answers: { ...s.answers, [key]: key === broken ? unreadable() : answerTo(query, known) },
        }));
      return () => undefined;
    },
  };
}

/** An answer that no widget can read. */
function unreadable(): object {
  return new Proxy(
    {},
    {
      get() {
        throw new Error('these figures cannot be read');
      },
    },
  );
}

/** Resolves when maps are drawn and nothing has changed for some frames. */
async function drawn(): Promise<void> {
  let still = 0;
  let before = '';
  while (still < 4) {
    await new Promise(requestAnimationFrame);
    const drawing =
      document.querySelector(
        '.region-map:not([data-rung="drawn"], [data-rung="plain"]), [aria-busy="true"]',
      ) !== null;
    const now = document.body.innerHTML;
    still = !drawing && now === before && now.length > 200 ? still + 1 : 0;
    before = now;
  }
}

window.gallery = show;
void show(shown.parse(Object.fromEntries(new URLSearchParams(window.location.search))));
