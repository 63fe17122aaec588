/** The least a wall page does: shows its roles, proves that it paints, follows its setting. */
const show = (setting) => {
  window.shown = [...(window.shown ?? []), setting];
  document.body.textContent = setting.roles.join(' + ');
};
window.refusedByPolicy = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.refusedByPolicy.push(event.effectiveDirective);
});
let frame = 0;
const paint = () => {
  frame += 1;
  if (frame % 20 === 1) window.wall.painted(frame);
  requestAnimationFrame(paint);
};
requestAnimationFrame(paint);
window.wall.onSetting(show);
show(await window.wall.setting());
