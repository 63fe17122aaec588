/**
 * Every screen and every widget in every state, from seeded figures and a clock that stands:
 * `?show=layout:statistics` or `?show=widget:hero`, `&state=late&theme=day&locale=en&distance=8&diagonal=55`.
 */
import '../ui/tokens.css';
import '../ui/base.css';
import '../wall/wall.css';
import './gallery.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { z } from 'zod';
import { layout as layoutSchema, type Layout } from '../../electron/contract/layouts.ts';
import { type Role, ROLES } from '../../electron/contract/live.ts';
import { createLiveStore, LiveContext, type LiveReading, queryKey } from '../data/index.ts';
import { createStrings, fontsReady, remsHigh } from '../ui/index.ts';
import { Wall } from '../wall/Wall.tsx';
import { PAGE_MS } from '../widgets/turns/turns.ts';
import { answerTo } from './answers.ts';
import { NOW } from './figures.ts';
import { changeIn, isRefused, isThrowing, liveIn, type StateName, STATES } from './states.ts';
import { widgetLayout, WIDGETS } from './widgets.ts';

const files = import.meta.glob<unknown>('../../assets/layouts/*.json', { eager: true, import: 'default' });
const layouts = new Map(
  Object.values(files).map((file) => {
    const one = layoutSchema.parse(file);
    return [one.id, one] as const;
  }),
);

const address = z.object({
  show: z
    .string()
    .regex(/^(layout|widget):/)
    .default('layout:statistics'),
  state: z.enum(Object.keys(STATES) as [StateName, ...StateName[]]).default('live'),
  theme: z.enum(['night', 'day']).default('night'),
  locale: z.enum(['vi', 'en']).default('vi'),
  distance: z.coerce.number().min(0.5).max(40).default(8),
  diagonal: z.coerce.number().min(10).max(200).default(55),
  /** Of figures that take turns. */
  page: z.coerce.number().int().min(0).default(0),
});

function shownLayout(show: string): Layout {
  const [kind, name = ''] = show.split(':');
  const found = kind === 'widget' ? widgetLayout(name) : layouts.get(name);
  if (!found) throw new Error(`There is nothing called "${show}".`);
  return found;
}

function roleOf({ id }: Layout): Role {
  return ROLES.find((role) => id.includes(role)) ?? 'statistics';
}

async function start(): Promise<void> {
  const asked = address.parse(Object.fromEntries(new URLSearchParams(window.location.search)));
  const root = document.documentElement;
  root.dataset['theme'] = asked.theme;
  root.lang = asked.locale;
  root.style.setProperty(
    '--wall-rems',
    String(remsHigh({ distanceM: asked.distance, diagonalIn: asked.diagonal })),
  );
  const shown = shownLayout(asked.show);
  const role = roleOf(shown);
  const all = Object.fromEntries(ROLES.map((one) => [one, shown])) as Record<Role, Layout>;
  const scene = { id: 'gallery', revision: 1, title: shown.title, layouts: all };
  const now = NOW + asked.page * PAGE_MS;
  const store = createLiveStore({ ...liveIn(asked.state), now, scene });
  let broken: string | undefined;
  const ask: LiveReading['ask'] = (query) => {
    const key = queryKey(query);
    const isFigures = query.ask !== 'catalogue' && query.ask !== 'units';
    if (isThrowing(asked.state) && isFigures) broken ??= key;
    const change = changeIn(asked.state);
    const known = isFigures ? change : {};
    if (isRefused(asked.state) && known === null)
      store.setState((s) => ({
        refusals: { ...s.refusals, [key]: { field: 'unit', detail: 'not within your place' } },
      }));
    else if (known !== null)
      store.setState((s) => ({
        answers: { ...s.answers, [key]: key === broken ? unreadable() : answerTo(query, known) },
      }));
    return () => undefined;
  };
  const place = document.getElementById('screens');
  if (!place) throw new Error('The page has no element #screens.');
  await fontsReady();
  createRoot(place).render(
    <I18nextProvider i18n={createStrings(asked.locale)}>
      <LiveContext value={{ store, ask }}>
        <Wall roles={[role]} />
      </LiveContext>
    </I18nextProvider>,
  );
  root.dataset['widgets'] = WIDGETS.join(' ');
  await drawn();
  root.dataset['drawn'] = '';
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

void start();
