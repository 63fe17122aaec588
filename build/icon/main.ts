/** `npm run icon`: draws the product's icon in every size that systems ask for; the pictures are committed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { inProject } from '../paths.ts';
import { CHROMIUM, setUpSystem } from '../runtime/systemPackages.ts';
import { drawIcon } from './drawing.ts';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

await setUpSystem({ browser: true });
const folder = inProject('build', 'package', 'icons');
mkdirSync(folder, { recursive: true });
const drawing = drawIcon();
writeFileSync(inProject('build', 'package', 'icons', 'icon.svg'), drawing);
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const picture = Buffer.from(drawing).toString('base64');
    await page.setContent(
      `<body style="margin:0"><img alt="" width="${size}" height="${size}" style="display:block" src="data:image/svg+xml;base64,${picture}">`,
    );
    await page.screenshot({ path: `${folder}/${size}x${size}.png`, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
