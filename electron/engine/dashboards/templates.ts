/** Dashboards to begin with, one and more for each kind of work: files of `assets/dashboards`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Template, template } from '../../contract/dashboards.ts';

/** By the order of the files. A file that is wrong is left out, and said so with the field at fault. */
export function readTemplates(assets: string, warn: (sentence: string) => void): Template[] {
  const folder = join(assets, 'dashboards');
  return namesIn(folder).flatMap((name) => {
    const read = template.safeParse(jsonOf(join(folder, name)));
    if (read.success) return [read.data];
    const [issue] = read.error.issues;
    warn(
      `dashboards/${name}, field "${issue?.path.join('.') || 'the document'}": ${issue?.message ?? 'is not valid'}. The template is left out until the file is corrected.`,
    );
    return [];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
