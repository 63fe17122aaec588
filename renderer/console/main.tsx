import '../ui/tokens.css';
import './console.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createStrings } from '../ui/index.ts';
import { App } from './App.tsx';
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

createRoot(place).render(
  <I18nextProvider i18n={strings}>
    <App />
  </I18nextProvider>,
);
