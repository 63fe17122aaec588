/** The file that remembers which role belongs to which monitor. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { binding } from './fingerprint.ts';
import type { Binding } from './fingerprint.ts';

const document = z.strictObject({
  schema: z.literal(1, { error: 'must be 1' }),
  bindings: z.array(binding).superRefine((list, ctx) => {
    list.forEach(({ role }, i) => {
      if (list.findIndex((b) => b.role === role) !== i)
        ctx.addIssue({ code: 'custom', path: [i, 'role'], message: `"${role}" is bound twice` });
    });
  }),
});

export interface BindingsFile {
  /** The bindings of the last whole wall; empty on a wall never seen before. A bad file is set aside and said. */
  load(): Binding[];
  /** Replaces the file in one step; after a crash it is the old or the new one, never half of one. */
  save(bindings: readonly Binding[]): void;
}

/** @param refused told, in one sentence, of each file that could not be used */
export function bindingsFile(dataDir: string, refused: (sentence: string) => void): BindingsFile {
  const current = join(dataDir, 'bindings.json');
  const lastGood = join(dataDir, 'bindings.last-good.json');

  const read = (file: string): Binding[] | null => {
    if (!existsSync(file)) return null;
    const fault = (what: string) => {
      const aside = `${file.slice(0, -'.json'.length)}.refused-${Date.now()}.json`;
      renameSync(file, aside);
      refused(`${file}: ${what}; it was set aside as ${aside}, correct it and put it back, or leave it.`);
      return null;
    };
    try {
      const parsed = document.safeParse(JSON.parse(readFileSync(file, 'utf8')));
      if (parsed.success) return parsed.data.bindings;
      const issue = parsed.error.issues[0];
      return fault(`"${issue?.path.join('.') ?? ''}" cannot be used: ${issue?.message ?? ''}`);
    } catch (error) {
      return fault(`cannot be read as JSON (${error instanceof Error ? error.message : String(error)})`);
    }
  };

  const save = (bindings: readonly Binding[]) => {
    const text = `${JSON.stringify({ schema: 1, bindings }, null, 2)}\n`;
    writeWhole(current, text);
    writeWhole(lastGood, text);
  };

  return {
    load() {
      const now = read(current);
      if (now) return now;
      const before = read(lastGood);
      if (before) writeWhole(current, `${JSON.stringify({ schema: 1, bindings: before }, null, 2)}\n`);
      return before ?? [];
    },
    save,
  };
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
