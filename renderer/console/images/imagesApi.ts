/** What the engine's API says of pictures. */
import {
  type ImageListed,
  imageListed,
  imageProblem,
  type ImagesAnswer,
  imagesAnswer,
  type ImageWords,
} from '../../../electron/contract/images.ts';
import { problem } from '../../../electron/contract/problems.ts';
import { nothing } from '../api.ts';
import { ApiError, BASE, call } from '../call.ts';

export const images = {
  list: (): Promise<ImagesAnswer> => call('GET', '/images', imagesAnswer),
  describe: (id: string, words: ImageWords): Promise<ImageListed> =>
    call('PUT', `/images/${id}`, imageListed, { words }),
  remove: (id: string) => call('DELETE', `/images/${id}`, nothing),
  bring,
};

export function imageAddress(id: string): string {
  return `${BASE}/images/${id}/content`;
}

/** What is wrong with a picture, when the engine said that; `null` for any other failure. */
export function imageFaultOf(error: unknown) {
  return error instanceof ApiError ? (imageProblem.safeParse(error.said).data ?? null) : null;
}

/** Sends a picture, telling how much of it is there: from 0 to 1. Throws `ApiError` as `call` does. */
function bring(file: Blob, words: ImageWords, onSent: (share: number) => void): Promise<ImageListed> {
  const query = new URLSearchParams({ vi: words.vi, ...(words.en !== undefined && { en: words.en }) });
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how far it is with what it sends.
    const request = new XMLHttpRequest();
    request.open('POST', `${BASE}/images?${query}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ApiError(0, ''));
    request.onload = () => {
      const said = jsonOf(request.responseText);
      const image = imageListed.safeParse(said);
      if (request.status === 201 && image.success) return resolve(image.data);
      const told = problem.safeParse(said).data;
      reject(new ApiError(request.status, told?.detail ?? '', told?.field, said));
    };
    request.send(file);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
