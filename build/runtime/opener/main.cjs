/**
 * Lies in `resources/app` of the carried runtime and opens the application whose folder is the first argument that is
 * not an option, as the official `electron FOLDER` does. So one runtime serves any number of checkouts.
 */
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  process.stderr.write('Name the folder of the application to open.\n');
  process.exit(2);
}
const folder = resolve(named);
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
/** Electron's own opener uses these two; its type definitions do not list them. */
const opened =
  /** @type {import('electron').App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (
    app
  );
opened.setName(about.productName ?? about.name);
opened.setVersion(about.version);
opened.setAppPath(folder);
require(join(folder, about.main));
