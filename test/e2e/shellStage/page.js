/**
 * The least a wall page does: shows its roles, proves that it paints, follows its setting. As the safe scene it says so.
 * @import { WindowSetting } from '../../../electron/contract/wall.ts'
 * @import { StagedPage } from '../shellStage.ts'
 */
const page = /** @type {StagedPage} */ (/** @type {unknown} */ (globalThis));
page.shown = [];
page.refusedByPolicy = [];
/** Frames go on, and the picture stays as it is. */
page.frozen = false;

/** @param {WindowSetting} setting */
function show(setting) {
  page.shown.push(setting);
  words.textContent = (isSafe ? 'safe: ' : '') + setting.roles.join(' + ');
}

const isSafe = location.pathname.endsWith('/safe.html');
const words = document.createElement('p');
const corner = document.createElement('i');
corner.className = 'corner';
document.body.replaceChildren(words, corner);

let frame = 0;
function paint() {
  frame += 1;
  if (frame % 20 === 1 && !page.frozen) {
    corner.style.backgroundColor = `rgb(${(frame * 7) % 200}, 24, 32)`;
    page.wall.painted(frame);
  } else if (frame % 20 === 1) page.wall.painted(frame);
  requestAnimationFrame(paint);
}

document.addEventListener('securitypolicyviolation', (event) => {
  page.refusedByPolicy.push(event.effectiveDirective);
});
requestAnimationFrame(paint);
page.wall.onSetting(show);
show(await page.wall.setting());
