/** Where an update comes from: a folder (a stick, a share), or a server. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { RELEASE_FILES } from '../../contract/release.ts';
import { sentence } from '../language.ts';
import { Refusal, wordsOf } from '../refusal.ts';

/** Larger lists are not read, bytes. */
const LIST_MAX = 8 * 1024 * 1024;
/** A server that says nothing for so long is given up, ms. */
const PATIENCE = 30_000;

export interface Origin {
  /** The list and its signature; `null` when there is no update. */
  list(): Promise<{ bytes: Buffer; signature: string } | null>;
  /** Content of the file with this digest. */
  content(sha256: string): Promise<AsyncIterable<Uint8Array>>;
}

/** @param from absolute folder, or address */
export function originAt(from: string): Origin {
  return isAbsolute(from) ? folderAt(from) : serverAt(from.endsWith('/') ? from : `${from}/`);
}

function folderAt(folder: string): Origin {
  return {
    async list() {
      const file = join(folder, RELEASE_FILES.manifest);
      if (!existsSync(file)) return null;
      const signature = join(folder, RELEASE_FILES.signature);
      if (!existsSync(signature)) throw new Refusal(sentence('part_missing', { file: signature }));
      return { bytes: readFileSync(file), signature: readFileSync(signature, 'utf8') };
    },
    async content(sha256) {
      return createReadStream(join(folder, RELEASE_FILES.content, sha256));
    },
  };
}

function serverAt(base: string): Origin {
  const ask = async (path: string): Promise<Response> => {
    const address = new URL(path, base);
    try {
      return await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    } catch (error) {
      throw new Refusal(sentence('no_answer', { address: address.href, detail: wordsOf(error) }));
    }
  };
  const bytesOf = async (path: string): Promise<Buffer | null> => {
    const answer = await ask(path);
    if (answer.status === 404) return null;
    if (!answer.ok)
      throw new Refusal(sentence('bad_answer', { address: new URL(path, base).href, status: answer.status }));
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (bytes.length > LIST_MAX)
      throw new Refusal(sentence('list_too_large', { address: new URL(path, base).href }));
    return bytes;
  };
  return {
    async list() {
      const bytes = await bytesOf(RELEASE_FILES.manifest);
      if (bytes === null) return null;
      const signature = await bytesOf(RELEASE_FILES.signature);
      if (signature === null)
        throw new Refusal(sentence('part_missing', { file: `${base}${RELEASE_FILES.signature}` }));
      return { bytes, signature: signature.toString('utf8') };
    },
    async content(sha256) {
      const path = `${RELEASE_FILES.content}/${sha256}`;
      // The body may take long; what does not come is noticed by the size.
      const answer = await fetch(new URL(path, base), { redirect: 'error' });
      if (!answer.ok || answer.body === null)
        throw new Refusal(
          sentence('bad_answer', { address: new URL(path, base).href, status: answer.status }),
        );
      return answer.body;
    },
  };
}
