/** `npm run photograph -- FILE [DISPLAY]`: a picture of the whole virtual wall. */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { finish } from '../runtime/command.ts';

const SOCKETS = '/tmp/.X11-unix';

function onlyDisplay(): string {
  const displays = existsSync(SOCKETS) ? readdirSync(SOCKETS).map((name) => name.replace('X', ':')) : [];
  const [display, ...others] = displays;
  if (display === undefined) throw new Failure('There is no display to photograph; run npm start first.');
  if (others.length > 0)
    throw new Failure(
      `There are several displays (${displays.join(', ')}); name one: npm run photograph -- FILE DISPLAY.`,
      2,
    );
  return display;
}

const [file, named] = process.argv.slice(2);
if (file === undefined || file.startsWith('-'))
  throw new Failure('Name the picture: npm run photograph -- wall.png.', 2);
const display = named ?? process.env['DISPLAY'] ?? onlyDisplay();
const ran = await finish('import', ['-window', 'root', resolve(file)], {
  env: { ...process.env, DISPLAY: display },
});
if (ran.code !== 0)
  throw new Failure(`The display ${display} could not be photographed: ${ran.output.trim()}.`);
