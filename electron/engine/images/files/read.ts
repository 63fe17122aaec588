/** What a picture is, read from its file without decoding it: a few bytes can claim a picture that no memory holds. */
import type { ImageFault } from '../../../contract/images.ts';

export interface ReadImage {
  readonly width: number;
  readonly height: number;
  /** Where the picture ends in its file: what lies behind is no part of it. */
  readonly end: number;
}

/** Why a file is no picture that can be drawn. */
export class ImageFileError extends Error {
  readonly reason: ImageFault;
  constructor(reason: ImageFault, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

export function truncated(): ImageFileError {
  return new ImageFileError('truncated', 'the file ends before its picture does; save or copy it again');
}

export function damaged(what: string): ImageFileError {
  return new ImageFileError('damaged', `${what}; save the picture anew in another program`);
}

export function animated(): ImageFileError {
  return new ImageFileError('animated', 'pictures that move are not taken; save one of its pictures alone');
}
