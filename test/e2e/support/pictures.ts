import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PICTURES } from '../../../build/rig/pictures.ts';

/** Photographs a page from top to bottom into the folder that the environment names, to be looked at; without it, nothing. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env[PICTURES];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
