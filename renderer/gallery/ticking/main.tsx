/** A wall window as it runs, with a socket that the page itself speaks through: for measuring what a tick costs. */
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../wall/wall.css';
import '../gallery.css';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { formatInstant } from '../../../electron/contract/calendar.ts';
import { layout as layoutSchema } from '../../../electron/contract/layouts.ts';
import {
  clientMessage,
  type Query,
  type Role,
  ROLES,
  type ServerMessage,
} from '../../../electron/contract/live.ts';
import { connectLive, type Live, LiveContext } from '../../data/index.ts';
import { createStrings, fontsReady } from '../../ui/index.ts';
import { Wall } from '../../wall/Wall.tsx';
import { answerTo } from '../answers.ts';
import { NOW } from '../figures.ts';
import { liveIn } from '../states.ts';
import type { Tick } from './ticking.ts';

/** Frames after which everything is painted and nothing more is to come. */
const REST = 6;
/** Ticks stay within one minute, so that only figures change. */
const WITHIN_MS = 10_000;

const files = import.meta.glob<unknown>('../../../assets/layouts/*.json', { eager: true, import: 'default' });
const layouts = new Map(
  Object.values(files)
    .map((file) => layoutSchema.parse(file))
    .map((one) => [one.id, one]),
);

/** The engine's end of the connection. */
class PageSocket extends EventTarget {
  static readonly OPEN = 1;
  static asked = new Map<string, Query>();
  static now: PageSocket | undefined;
  readonly readyState = PageSocket.OPEN;

  constructor() {
    super();
    PageSocket.now = this;
    PageSocket.asked.clear();
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }
  send(text: string): void {
    const message = clientMessage.parse(JSON.parse(text));
    if (message.type === 'subscribe') PageSocket.asked.set(message.id, message.query);
    if (message.type === 'unsubscribe') PageSocket.asked.delete(message.id);
  }
  close(): void {
    PageSocket.now = undefined;
  }
}
window.WebSocket = PageSocket as unknown as typeof WebSocket;

function say(message: ServerMessage): void {
  PageSocket.now?.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
}

let round = 0;
let told = 0;

function message(what: Tick): ServerMessage {
  round += 1;
  if (what === 'all') told += 1;
  const at = formatInstant(NOW + ((round * 100) % WITHIN_MS));
  const change = told % 2 === 0 ? {} : { falling: true, gaps: true };
  const results = [...PageSocket.asked].map(([id, query]) => [id, answerTo(query, change)] as const);
  const { sources = [] } = liveIn('live');
  return {
    type: 'tick',
    at,
    clock: { mode: 'live', at, speed: 1 },
    sources: [...sources],
    notices: [],
    interrupt: null,
    blank: null,
    results: what === 'nothing' ? {} : Object.fromEntries(results),
  };
}

async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise(requestAnimationFrame);
}

let root: Root | undefined;
let live: Live | undefined;

async function open(role: Role): Promise<void> {
  root?.unmount();
  live?.close();
  const layout = layouts.get(role);
  const place = document.getElementById('screens');
  if (!layout || !place) throw new Error(`There is no layout ${role}, or no place for it.`);
  document.documentElement.dataset['theme'] = 'night';
  await fontsReady();
  live = connectLive({ url: 'http://127.0.0.1', token: null });
  root = createRoot(place);
  root.render(
    <I18nextProvider i18n={createStrings('vi')}>
      <LiveContext value={live}>
        <Wall roles={[role]} />
      </LiveContext>
    </I18nextProvider>,
  );
  await frames(2);
  const all = Object.fromEntries(ROLES.map((one) => [one, layout])) as Record<Role, typeof layout>;
  const scene = { id: 'ticking', revision: 1, title: layout.title, layouts: all };
  say({ type: 'show', scene, setup: null, pairing: null });
  // What is answered may lead to further questions.
  for (let i = 0; i < 4; i += 1) {
    await frames(2);
    say(message('same'));
  }
  // A map comes, and asks, when its widget is loaded, and draws when its own library is.
  const maps = layout.widgets.filter(({ type }) => type === 'map').length;
  const drawn = () =>
    document.querySelectorAll('.region-map:is([data-rung="drawn"], [data-rung="plain"])').length;
  while (drawn() < maps) {
    say(message('same'));
    await frames(REST);
  }
  await frames(REST);
}

async function tick(what: Tick): Promise<void> {
  say(message(what));
  await frames(REST);
}

window.ticking = { open, tick };
