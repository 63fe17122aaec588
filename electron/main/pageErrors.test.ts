import { expect, it } from 'vitest';
import { errorMessage } from './pageErrors.ts';

it('reads an error as Electron 33 and as Electron 45 tell it, and nothing less', () => {
  expect(errorMessage([{}, 3, 'broken', 1, 'app://wall/x.js'])).toBe('broken');
  expect(errorMessage([{ level: 'error', message: 'broken' }, 3, 'broken'])).toBe('broken');
  expect(errorMessage([{ level: 'warning', message: 'odd' }, 2, 'odd'])).toBeNull();
  expect(errorMessage([{}, 2, 'odd'])).toBeNull();
  expect(errorMessage([])).toBeNull();
});
