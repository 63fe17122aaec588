import '../ui/tokens.css';
import './console.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createStrings } from '../ui/index.ts';
import { keptLanguage, speak } from './language.ts';

const place = document.getElementById('console');
if (!place) throw new Error('The page has no element #console.');

const strings = createStrings(keptLanguage());
speak(strings, keptLanguage());

/** A desk follows the daylight its system is set to; a wall does not. */
const light = window.matchMedia('(prefers-color-scheme: light)');
function followDaylight(): void {
  document.documentElement.dataset['theme'] = light.matches ? 'day' : 'night';
}
light.addEventListener('change', followDaylight);
followDaylight();

/** A phone loads the remote control only, a desk the desk. */
async function page() {
  if (window.location.pathname !== '/remote') return (await import('./App.tsx')).App;
  return (await import('./remote/Remote.tsx')).Remote;
}

const Page = await page();
createRoot(place).render(
  <I18nextProvider i18n={strings}>
    <Page />
  </I18nextProvider>,
);
