/** Public holidays: a file of the product, replaced by one in the data folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HolidayFile, holidayFile } from '../../contract/holidays.ts';

const FILE = join('holidays', 'vietnam.json');

export interface Holidays {
  readonly file: HolidayFile;
  readonly nameOf: ReadonlyMap<string, HolidayFile['days'][number]['name']>;
  /** Why the file in the data folder is not used; `null` when there is none or it is. */
  readonly fault: string | null;
}

/** Reads `holidays/vietnam.json` of the data folder, or where that is missing or wrong, that of the product. */
export function readHolidays(assets: string, dataDir: string): Holidays {
  const own = read(join(dataDir, FILE));
  if ('file' in own) return named(own.file, null);
  const shipped = read(join(assets, FILE));
  const none: HolidayFile = { schema: 1, source: { title: FILE, url: 'about:blank' }, days: [] };
  const file = 'file' in shipped ? shipped.file : none;
  return named(
    file,
    own.fault ?? ('file' in shipped ? null : (shipped.fault ?? `There is no file ${FILE}.`)),
  );
}

function named(file: HolidayFile, fault: string | null): Holidays {
  return { file, nameOf: new Map(file.days.map(({ day, name }) => [day, name])), fault };
}

function read(path: string): { file: HolidayFile } | { fault: string | null } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { fault: missing ? null : `${path} cannot be read; give the program's user the right to.` };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: `${path} is not readable JSON; correct it.` };
  }
  const parsed = holidayFile.safeParse(json);
  if (parsed.success) return { file: parsed.data };
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the document';
  return { fault: `${path}, field "${field}": ${issue?.message ?? 'is not valid'}; correct it.` };
}
