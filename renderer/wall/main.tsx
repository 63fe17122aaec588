import '../ui/tokens.css';
import '../ui/base.css';
import './wall.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { PrintSheet } from '../../electron/contract/reports.ts';
import type { WindowSetting } from '../../electron/contract/wall.ts';
import { connectLive, createLiveStore, LiveContext, type Live, recall, remember } from '../data/index.ts';
import { createStrings, fontsReady } from '../ui/index.ts';
import { untilComplete } from './complete.ts';
import { startCare } from './care/care.ts';
import { contentOf } from './content.ts';
import { hangingOf } from './hanging.ts';
import { Sheet } from './sheet/Sheet.tsx';
import { startHeartbeat } from './heartbeat.ts';
import { listenForMaps } from './mapTrouble.ts';
import { answerPreparations } from './preparing.ts';
import { readSetting } from './setting.ts';
import { Unset } from './Unset.tsx';
import { Wall } from './Wall.tsx';

const place = document.getElementById('screens');
if (!place) throw new Error('The page has no element #screens.');
const root = createRoot(place);
const strings = createStrings('vi');

function show(setting: WindowSetting, live: Live): void {
  void strings.changeLanguage(setting.locale);
  document.documentElement.lang = setting.locale;
  const sheet = setting.board;
  if (sheet) Object.assign(document.documentElement.dataset, { theme: 'day', reading: 'desk' });
  else live.showAs(setting.roles);
  root.render(
    <I18nextProvider i18n={strings}>
      <LiveContext value={live}>
        {sheet ? (
          <Sheet sheet={sheet} />
        ) : (
          <Wall roles={setting.roles} hanging={hangingOf(setting)} past={setting.past} />
        )}
      </LiveContext>
    </I18nextProvider>,
  );
}

function isShownAlike(a: WindowSetting, b: WindowSetting): boolean {
  const alike = (one: WindowSetting) => JSON.stringify([one.locale, one.roles, hangingOf(one)]);
  return alike(a) === alike(b);
}

function addressOf({ engineUrl, wallToken, past, board }: WindowSetting) {
  const asOf = past?.at ?? board?.at;
  return { url: engineUrl, token: wallToken, ...(asOf !== undefined && { asOf }) };
}

/** A report to be printed asks nothing: all of it is in its setting. */
async function showPrinted(sheet: PrintSheet): Promise<void> {
  await strings.changeLanguage(sheet.locale);
  document.documentElement.lang = sheet.locale;
  Object.assign(document.documentElement.dataset, { theme: 'day', reading: 'desk' });
  const { PrintedReport } = await import('../report/PrintedReport.tsx');
  const { printFontsReady } = await import('../report/printFonts.ts');
  root.render(<PrintedReport sheet={sheet} />);
  await printFontsReady();
  // The second frame begins when the first one, which shows what is here now, has been made.
  for (let i = 0; i < 2; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  window.wall?.complete();
}

async function start(screens: HTMLElement): Promise<void> {
  if (window.wall) {
    startHeartbeat(window.wall, () => contentOf(screens));
    listenForMaps(screens, window.wall);
  }
  const fonts = fontsReady();
  const setting = await readSetting();
  if (setting.print) return showPrinted(setting.print);
  const known = window.wall ? await recall(Date.now()) : null;
  // A window of a past instant, or of a sheet, knows nothing of today and hangs on no monitor.
  const hangs = setting.past === undefined && setting.board === undefined;
  const store = createLiveStore((hangs ? known : null) ?? {});
  const live = connectLive(addressOf(setting), store);
  if (hangs) answerPreparations(live, screens);
  const care = hangs ? startCare(screens, store) : null;
  care?.set(setting.care);
  if (window.wall && hangs) remember(setting.roles.join(), store);
  let shown: WindowSetting | null = null;
  const showIfNew = (next: WindowSetting): void => {
    // An engine that was started again says the same anew: nothing is to be drawn for that.
    if (shown && isShownAlike(shown, next)) return;
    shown = next;
    show(next, live);
  };
  window.wall?.onSetting((next) => {
    live.redirect(addressOf(next));
    care?.set(next.care);
    showIfNew(next);
  });
  await fonts;
  showIfNew(setting);
  if (!hangs) {
    await untilComplete(live);
    window.wall?.complete();
  }
}

start(place).catch((error: unknown) => {
  const detail = error instanceof Error ? error.message : String(error);
  root.render(
    <I18nextProvider i18n={strings}>
      <Unset detail={detail} />
    </I18nextProvider>,
  );
});
