/** Files that are as they should be after a power cut at any moment: the old content, or the new. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Has the system write down what it holds of a file or folder. */
export function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces a file as a whole. */
export function writeDurably(file: string, content: string | Buffer): void {
  const beside = `${file}.new`;
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeSync(handle, Buffer.from(content));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  sync(dirname(file));
}

/** Gives a file or folder its name, for good. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  sync(dirname(to));
}

/** Takes a file away, for good; nothing happens when it is not there. */
export function removeDurably(file: string): void {
  rmSync(file, { force: true });
  sync(dirname(file));
}

/** Has the system write down all files and folders below one. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) sync(path);
  }
  sync(folder);
}
