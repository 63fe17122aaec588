/**
 * The safe scene: the last rung before a monitor rests. It needs no framework, no chart, no map and no 3D; it shows the
 * main figures as words, those of the engine or, while that is away, the last ones that this machine knows.
 */
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../wall.css';
import './safe.css';
import '../interrupt/interrupt.css';
import type { WindowSetting } from '../../../electron/contract/wall.ts';
import { connectLive, createLiveStore, queryKey, recall } from '../../data/index.ts';
import { createStrings, fontsReady, formatClock, formatDay, shortName, weekdayOf } from '../../ui/index.ts';
import { startCare } from '../care/care.ts';
import { interruptWords, standingInterrupt } from '../interrupt/interruptWords.ts';
import { startHeartbeat } from '../heartbeat.ts';
import { readSetting } from '../setting.ts';
import { CATALOGUE, figuresQuestion, safeScene, UNITS } from './figures.ts';
import { write } from './page.ts';

const place = document.getElementById('screens');
if (!place) throw new Error('The page has no element #screens.');

async function start(screens: HTMLElement): Promise<void> {
  const content = () => (screens.querySelector('.safe-figures') ? 'figures' : 'waiting');
  if (window.wall) startHeartbeat(window.wall, content);
  const fonts = fontsReady();
  const [setting, known] = await Promise.all([readSetting(), recall(Date.now())]);
  const store = createLiveStore(known ?? {});
  const live = connectLive({ url: setting.engineUrl, token: setting.wallToken }, store);
  const care = startCare(screens, store);
  let shown = setting;
  care.set(setting.care);
  window.wall?.onSetting((next) => {
    live.redirect({ url: next.engineUrl, token: next.wallToken });
    care.set(next.care);
    shown = next;
  });
  live.showAs(setting.roles);
  live.ask(UNITS);
  live.ask(CATALOGUE);
  let asked = '';
  store.subscribe(({ answers }) => {
    const question = figuresQuestion(answers);
    if (!question || queryKey(question) === asked) return;
    asked = queryKey(question);
    live.ask(question);
  });
  await fonts;
  const draw = () => drawScene(screens, shown, store.getState());
  store.subscribe(draw);
  draw();
}

const strings = createStrings('vi');

function drawScene(
  screens: HTMLElement,
  { roles, locale }: WindowSetting,
  state: Parameters<typeof safeScene>[0],
): void {
  const words = (key: string, values?: Record<string, unknown>): string =>
    strings.t(key, { lng: locale, ...values });
  document.documentElement.lang = locale;
  const scene = safeScene(state, locale, words);
  const abbreviations = strings.t('units:abbreviations', {
    lng: locale,
    returnObjects: true,
    defaultValue: {},
  });
  const interrupt = standingInterrupt(state);
  const minute = Math.floor(state.now / 60_000) * 60_000;
  write(
    screens,
    {
      title: roles
        .map((role) => state.scene?.layouts[role].title[locale] ?? words(`wall:role.${role}`))
        .join(' · '),
      mark: words('wall:safe.mark'),
      clock: formatClock(minute),
      day: `${words(`wall:weekday_short.${weekdayOf(minute)}`)} ${formatDay(minute).slice(0, 5)}`,
      remedy: words('wall:safe.remedy'),
      nothing: words('wall:safe.nothing'),
      sample: words('wall:sample'),
      interrupt: interrupt && interruptWords(interrupt, (key, values) => words(`wall:${key}`, values)),
    },
    { ...scene, agency: shortName(scene.agency, abbreviations) },
  );
}

void start(place);
