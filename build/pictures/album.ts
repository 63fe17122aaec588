import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/say.mjs';
import { finish } from '../runtime/command.ts';

/** Where pictures go, made small enough for a repository. */
export interface Album {
  /** Has `take` write a PNG file, and keeps it under this name. */
  add(name: string, take: (file: string) => Promise<void>): Promise<void>;
}

/** No picture is wider, px. */
const WIDEST = 2560;
/** No picture is larger, bytes. */
const LARGEST = 400_000;
/** Colours of the palette, tried from the first on until the picture is small enough. */
const PALETTES = [256, 128, 64, 32];

/** Takes pictures in the folder `work` and keeps them in `folder`. */
export function makeAlbum(work: string, folder: string): Album {
  return {
    async add(name, take) {
      const taken = join(work, `${name}.png`);
      const kept = join(folder, `${name}.png`);
      await take(taken);
      for (const colours of PALETTES) {
        const ran = await finish('convert', [
          taken,
          ...['-resize', `${WIDEST}x>`, '+dither', '-colors', String(colours)],
          ...['-strip', '-define', 'png:compression-level=9', `PNG8:${kept}`],
        ]);
        if (ran.code !== 0) throw new Failure(`The picture ${name} could not be made: ${ran.output.trim()}`);
        if (statSync(kept).size <= LARGEST) break;
      }
      rmSync(taken);
      say(`  ${kept}`);
    },
  };
}
