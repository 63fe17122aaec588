import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM } from '../../../build/runtime/systemPackages.ts';

/** The system's browser without a screen, for tests of the console. Close it at the end. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
