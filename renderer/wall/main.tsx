import '../ui/tokens.css';
import '../ui/base.css';
import './wall.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { WindowSetting } from '../../electron/contract/wall.ts';
import { connectLive, LiveContext, type Live } from '../data/index.ts';
import { createStrings, fontsReady } from '../ui/index.ts';
import { untilComplete } from './complete.ts';
import { startHeartbeat } from './heartbeat.ts';
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
  live.showAs(setting.roles);
  root.render(
    <I18nextProvider i18n={strings}>
      <LiveContext value={live}>
        <Wall roles={setting.roles} past={setting.past} />
      </LiveContext>
    </I18nextProvider>,
  );
}

function isShownAlike(a: WindowSetting, b: WindowSetting): boolean {
  return a.locale === b.locale && a.roles.join() === b.roles.join();
}

function addressOf({ engineUrl, wallToken, past }: WindowSetting) {
  return { url: engineUrl, token: wallToken, ...(past && { asOf: past.at }) };
}

async function start(): Promise<void> {
  if (window.wall) startHeartbeat(window.wall);
  const fonts = fontsReady();
  const setting = await readSetting();
  const live = connectLive(addressOf(setting));
  let shown: WindowSetting | null = null;
  const showIfNew = (next: WindowSetting): void => {
    // An engine that was started again says the same anew: nothing is to be drawn for that.
    if (shown && isShownAlike(shown, next)) return;
    shown = next;
    show(next, live);
  };
  window.wall?.onSetting((next) => {
    live.redirect(addressOf(next));
    showIfNew(next);
  });
  await fonts;
  showIfNew(setting);
  if (setting.past) {
    await untilComplete(live);
    window.wall?.complete();
  }
}

start().catch((error: unknown) => {
  const detail = error instanceof Error ? error.message : String(error);
  root.render(
    <I18nextProvider i18n={strings}>
      <Unset detail={detail} />
    </I18nextProvider>,
  );
});
