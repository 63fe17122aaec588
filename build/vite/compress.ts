/** Files of a page as a browser takes them over a slow link: each beside the file itself, compressed once when it is built. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

/** What gains by it; pictures and letters are compressed already. */
const TEXT = /\.(js|css|html|svg|json)$/;
/** Smaller than one packet of a network, bytes: nothing is gained. */
const SMALL = 1_400;

/** Writes `FILE.br` for every text file below a folder. */
export function compressFolder(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!TEXT.test(name)) continue;
    const content = readFileSync(join(folder, name));
    if (content.length < SMALL) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params }));
  }
}
