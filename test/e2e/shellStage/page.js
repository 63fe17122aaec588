/**
 * The least a wall page does: shows its roles, proves that it paints, follows its setting.
 * @import { WindowSetting } from '../../../electron/contract/wall.ts'
 * @import { StagedPage } from '../shellStage.ts'
 */
const page = /** @type {StagedPage} */ (/** @type {unknown} */ (globalThis));
page.shown = [];
page.refusedByPolicy = [];

/** @param {WindowSetting} setting */
function show(setting) {
  page.shown.push(setting);
  document.body.textContent = setting.roles.join(' + ');
}

let frame = 0;
function paint() {
  frame += 1;
  if (frame % 20 === 1) page.wall.painted(frame);
  requestAnimationFrame(paint);
}

document.addEventListener('securitypolicyviolation', (event) => {
  page.refusedByPolicy.push(event.effectiveDirective);
});
requestAnimationFrame(paint);
page.wall.onSetting(show);
show(await page.wall.setting());
