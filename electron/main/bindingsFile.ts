/** The file that remembers which role belongs to which monitor. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NOTHING, readMemory } from './memory.ts';
import type { Memory } from './memory.ts';

export interface BindingsFile {
  /** What was saved last; nothing on a wall never seen before. A bad file is set aside and said. */
  load(): Memory;
  /** Replaces the file in one step; after a crash it is the old or the new one, never half of one. Throws when it cannot be written. */
  save(memory: Memory): void;
}

/** @param refused told, in one sentence, of each file that could not be used */
export function bindingsFile(dataDir: string, refused: (sentence: string) => void): BindingsFile {
  const current = join(dataDir, 'bindings.json');
  const lastGood = join(dataDir, 'bindings.last-good.json');

  const read = (file: string): Memory | null => {
    if (!existsSync(file)) return null;
    try {
      return readMemory(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      const aside = `${file.slice(0, -'.json'.length)}.refused-${Date.now()}.json`;
      renameSync(file, aside);
      refused(
        `${file}: ${faultOf(error)}; it was set aside as ${aside}, correct it and put it back, or leave it.`,
      );
      return null;
    }
  };

  return {
    load() {
      const now = read(current);
      if (now) return now;
      const before = read(lastGood);
      if (before) writeWhole(current, textOf(before));
      return before ?? NOTHING;
    },
    save(memory) {
      const text = textOf(memory);
      writeWhole(current, text);
      writeWhole(lastGood, text);
    },
  };
}

function faultOf(error: unknown): string {
  if (!(error instanceof z.ZodError))
    return `cannot be read as JSON (${error instanceof Error ? error.message : String(error)})`;
  const [issue] = error.issues;
  return `"${issue?.path.join('.') ?? ''}" cannot be used: ${issue?.message ?? ''}`;
}

function textOf(memory: Memory): string {
  return `${JSON.stringify(memory, null, 2)}\n`;
}

function writeWhole(file: string, text: string): void {
  const fresh = `${file}.new`;
  const fd = openSync(fresh, 'w', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(fresh, file);
}
