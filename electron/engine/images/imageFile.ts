/** A file that somebody brings: what is in it decides whether it is a picture, never its name or what it was sent as. */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import {
  IMAGE_BYTES_MAX,
  IMAGE_PIXELS_MAX,
  IMAGE_SIDE_MAX,
  type IMAGE_TYPES,
  type ImageFault,
  type ImageUse,
} from '../../contract/images.ts';
import { ProblemError } from '../problems/index.ts';
import { readJpeg } from './files/jpeg.ts';
import { readPng } from './files/png.ts';
import { animated, ImageFileError, type ReadImage } from './files/read.ts';
import { readWebp } from './files/webp.ts';

type ImageType = (typeof IMAGE_TYPES)[number];

export interface ImageFile {
  readonly id: string;
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
  /** The picture alone: what lay behind its end in the file is not kept. */
  readonly content: Buffer;
}

const READERS: Readonly<Record<ImageType, (file: Buffer) => ReadImage>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
};
const isTaken = (mime: string): mime is ImageType => Object.hasOwn(READERS, mime);
const MEGABYTE = 1024 * 1024;

/** Answered with the reason beside the sentence, for consoles that have words of their own. */
export function imageRefusal(
  status: number,
  reason: ImageFault,
  detail: string,
  more: { uses?: readonly ImageUse[]; field?: string } = {},
): ProblemError {
  const { field = 'file', ...rest } = more;
  return new ProblemError(status, detail, { field, more: { reason, ...rest } });
}

/** Reads a file. @throws ProblemError 415 for what is no picture that windows draw, 413 for one that is too large */
export async function readImageFile(bytes: Buffer): Promise<ImageFile> {
  if (bytes.length === 0) throw imageRefusal(415, 'empty', 'file: it is empty; send the picture itself.');
  if (bytes.length > IMAGE_BYTES_MAX) throw tooLarge();
  const type = await typeOf(bytes);
  const { width, height, end } = readAs(type, bytes);
  if (width === 0 || height === 0)
    throw imageRefusal(415, 'damaged', 'file: the picture has no size; save it anew in another program.');
  if (width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX || width * height > IMAGE_PIXELS_MAX)
    throw imageRefusal(
      413,
      'too_many_pixels',
      `file: the picture is ${width} × ${height}; at most ${IMAGE_SIDE_MAX} on a side and ${IMAGE_PIXELS_MAX / 1_000_000} million pixels are taken: save it smaller.`,
    );
  const content = bytes.subarray(0, end);
  return { id: createHash('sha256').update(content).digest('hex'), type, width, height, content };
}

export function tooLarge(): ProblemError {
  return imageRefusal(
    413,
    'too_large',
    `file: a picture has at most ${IMAGE_BYTES_MAX / MEGABYTE} MiB; save it smaller.`,
  );
}

async function typeOf(bytes: Buffer): Promise<ImageType> {
  const found = await fileTypeFromBuffer(bytes);
  if (found !== undefined && isTaken(found.mime)) return found.mime;
  if (found?.mime === 'image/apng') throw refused(animated());
  if (isDrawing(bytes))
    throw imageRefusal(
      415,
      'drawing',
      'file: SVG is a program as much as a picture and is not taken; save it as PNG.',
    );
  throw imageRefusal(
    415,
    'other_kind',
    'file: only pictures in PNG, JPEG and WebP are taken, whatever the name of the file says; save it as one of these.',
  );
}

/** Whether it is SVG, also behind declarations and comments. */
function isDrawing(bytes: Buffer): boolean {
  return /<(?:[\w-]+:)?svg[\s>]/i.test(bytes.toString('latin1', 0, 64 * 1024));
}

function readAs(type: ImageType, bytes: Buffer): ReadImage {
  try {
    return READERS[type](bytes);
  } catch (error) {
    throw error instanceof ImageFileError ? refused(error) : error;
  }
}

function refused({ reason, message }: ImageFileError): ProblemError {
  return imageRefusal(415, reason, `file: ${message}.`);
}
