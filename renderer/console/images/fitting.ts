/** A file as the engine takes it: what is too large, or of a kind that only browsers read, is drawn anew here. */
import {
  IMAGE_BYTES_MAX,
  IMAGE_PIXELS_MAX,
  IMAGE_SIDE_MAX,
  IMAGE_TYPES,
} from '../../../electron/contract/images.ts';

/** The longest side of a picture drawn anew: as many pixels as a monitor of four thousand columns has. */
const SIDE = 3_840;
/** The longest side of a drawing, which has no pixels of its own. */
const DRAWING_SIDE = 2_048;
const QUALITY = 0.9;

/**
 * The file itself where it can be taken as it is, else the same picture in a kind and a size that can. One that the browser
 * cannot draw is given back as it is: the engine says what is wrong with it.
 */
export async function fitting(file: File): Promise<Blob> {
  const known = IMAGE_TYPES.some((type) => type === file.type);
  const picture = await drawable(file);
  if (picture === null) return file;
  const { naturalWidth: width, naturalHeight: height } = picture;
  const isSmall =
    Math.max(width, height) <= IMAGE_SIDE_MAX &&
    width * height <= IMAGE_PIXELS_MAX &&
    file.size <= IMAGE_BYTES_MAX;
  if (known && isSmall) return file;
  const isDrawing = file.type === 'image/svg+xml';
  const scale = sized(width, height, isDrawing);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  // Lines stay sharp in PNG; a photograph is too large in it.
  const exact = file.type === 'image/jpeg' ? null : await written(canvas, 'image/png');
  if (exact && exact.size <= IMAGE_BYTES_MAX) return exact;
  return (await written(canvas, 'image/webp')) ?? file;
}

/** By how much it becomes smaller, or, of a drawing, larger. */
export function sized(width: number, height: number, isDrawing: boolean): number {
  const longest = Math.max(width, height, 1);
  return isDrawing ? DRAWING_SIDE / longest : Math.min(1, SIDE / longest);
}

async function drawable(file: File): Promise<HTMLImageElement | null> {
  const address = URL.createObjectURL(file);
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode();
    return picture.naturalWidth > 0 && picture.naturalHeight > 0 ? picture : null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function written(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => {
    try {
      canvas.toBlob(resolve, type, QUALITY);
    } catch {
      // A drawing that reaches for something else cannot be read back.
      resolve(null);
    }
  });
}
