/** The product's mark: four screens side by side on a dark ground, and on them one line that rises towards its target. */

const SIDE = 512;
const GROUND = '#141c26';
const SCREEN = '#22303f';
const LINE = '#5fd0e6';
const TARGET = '#7fd9c0';

const SCREENS = 4;
const MARGIN = 44;
/** The line begins and ends so far inside the first and the last screen. */
const INSET = 36;
const GAP = 14;
const WIDTH = (SIDE - 2 * MARGIN - (SCREENS - 1) * GAP) / SCREENS;
const TOP = 132;
const HEIGHT = 248;

/** Height of the line at the middle of each screen, and at both ends, as a part of the screen's height. */
const COURSE = [0.2, 0.28, 0.42, 0.52, 0.72, 0.82];

function screens(): string {
  return Array.from({ length: SCREENS }, (_, number) => {
    const x = MARGIN + number * (WIDTH + GAP);
    return `<rect x="${x}" y="${TOP}" width="${WIDTH}" height="${HEIGHT}" rx="10" fill="${SCREEN}"/>`;
  }).join('');
}

function course(): string {
  const step = (SIDE - 2 * (MARGIN + INSET)) / (COURSE.length - 1);
  return COURSE.map((part, number) => {
    const x = MARGIN + INSET + number * step;
    const y = TOP + HEIGHT * (1 - part);
    return `${number === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join('');
}

/** The mark as SVG, 512 units square. */
export function drawIcon(): string {
  const end = { x: SIDE - MARGIN - INSET, y: TOP + HEIGHT * (1 - (COURSE.at(-1) ?? 0)) };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}">`,
    `<rect width="${SIDE}" height="${SIDE}" rx="96" fill="${GROUND}"/>`,
    screens(),
    `<path d="${course()}" fill="none" stroke="${LINE}" stroke-width="26" stroke-linecap="round" stroke-linejoin="round"/>`,
    `<circle cx="${end.x}" cy="${end.y.toFixed(1)}" r="27" fill="${TARGET}"/>`,
    '</svg>\n',
  ].join('');
}
