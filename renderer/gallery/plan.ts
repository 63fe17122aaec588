/** A floor plan, drawn where the gallery is shown: the same picture every time, and no file of anybody's. */
import type { ImageAnswer } from '../../electron/contract/images.ts';

const SIZE = { width: 1_200, height: 800 };
const INK = '#26323f';
/** Rooms as x, y, width, height. */
const ROOMS = [
  [60, 60, 340, 300],
  [400, 60, 340, 300],
  [740, 60, 400, 300],
  [60, 480, 480, 260],
  [540, 480, 600, 260],
] as const;

let drawn: string | undefined;

/** Lines on nothing: what is behind the picture shows through. */
function content(): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  pen.strokeStyle = INK;
  pen.lineWidth = 14;
  for (const [x, y, width, height] of ROOMS) pen.strokeRect(x, y, width, height);
  pen.fillStyle = '#0f7f8c';
  pen.fillRect(780, 520, 320, 180);
  pen.clearRect(180, 473, 120, 14);
  pen.clearRect(520, 353, 120, 14);
  pen.clearRect(880, 473, 120, 14);
  return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
}

export function planAs(image: string): ImageAnswer {
  drawn ??= content();
  const words = { vi: 'Sơ đồ tầng 2 với phòng điều hành tô màu', en: 'Plan of the second floor' };
  return {
    image,
    picture: { id: image, words, type: 'image/png', ...SIZE, bytes: drawn.length, content: drawn },
  };
}
