/** Which fields the form of a source has, by kind, and how its texts become settings. */
import type { SourceKind } from './kindOf.ts';

export interface FormField {
  /** Path of the setting, such as `watermark.column`. */
  readonly path: string;
  readonly input: 'text' | 'number' | 'secret' | 'long' | 'lines' | 'days' | 'json' | 'choice';
  readonly choices?: readonly string[];
  readonly needed?: boolean;
  /** What the field begins with. */
  readonly first?: string;
  /** Shown only where another field has one of these values, or any. */
  readonly where?: { readonly path: string; readonly is: readonly string[] | 'given' };
}

const MAPPINGS: FormField = { path: 'mappings', input: 'json' };
const TLS: FormField = {
  path: 'tls',
  input: 'choice',
  choices: ['verify', 'encrypt', 'off'],
  first: 'verify',
};
const TABLE = { path: 'format.as', is: ['csv', 'xlsx'] } as const;
const CSV = { path: 'format.as', is: ['csv'] } as const;

const COMMON: readonly FormField[] = [
  { path: 'name', input: 'text' },
  {
    path: 'nature',
    input: 'choice',
    choices: ['operational', 'sample', 'published'],
    first: 'operational',
  },
  { path: 'dueBy.time', input: 'text' },
  { path: 'dueBy.except', input: 'days', where: { path: 'dueBy.time', is: 'given' } },
  { path: 'expectEveryS', input: 'number', first: '15' },
];

const OF_KIND: Record<SourceKind, readonly FormField[]> = {
  push: [],
  pull: [
    { path: 'url', input: 'text', needed: true },
    { path: 'authorization', input: 'secret' },
    { path: 'waitS', input: 'number', first: '1' },
    MAPPINGS,
  ],
  files: [
    { path: 'folder', input: 'text', needed: true },
    { path: 'match', input: 'text', first: '*', needed: true },
    { path: 'format.as', input: 'choice', choices: ['xlsx', 'csv', 'ndjson'], first: 'xlsx' },
    { path: 'format.sheet', input: 'text', where: { path: 'format.as', is: ['xlsx'] } },
    { path: 'format.headerRow', input: 'number', first: '1', where: TABLE },
    { path: 'format.delimiter', input: 'choice', choices: [',', ';', '\t', '|'], first: ',', where: CSV },
    {
      path: 'format.encoding',
      input: 'choice',
      choices: ['utf-8', 'utf-16le', 'windows-1252', 'windows-1258'],
      first: 'utf-8',
      where: CSV,
    },
    { path: 'everyS', input: 'number', first: '5' },
    { path: 'settleS', input: 'number', first: '2' },
    MAPPINGS,
  ],
  sql: [
    { path: 'dialect', input: 'choice', choices: ['postgresql', 'sqlserver'], first: 'postgresql' },
    { path: 'host', input: 'text', needed: true },
    { path: 'port', input: 'number' },
    { path: 'database', input: 'text', needed: true },
    { path: 'user', input: 'text', needed: true },
    { path: 'password', input: 'secret' },
    TLS,
    { path: 'query', input: 'long', needed: true },
    { path: 'watermark.column', input: 'text', needed: true },
    { path: 'watermark.key', input: 'text', needed: true },
    { path: 'watermark.after', input: 'text' },
    { path: 'watermark.restS', input: 'number', first: '0' },
    { path: 'everyS', input: 'number', first: '15' },
    { ...MAPPINGS, needed: true },
  ],
  mqtt: [
    { path: 'host', input: 'text', needed: true },
    { path: 'port', input: 'number' },
    TLS,
    { path: 'user', input: 'text' },
    { path: 'password', input: 'secret' },
    { path: 'topics', input: 'lines', needed: true },
    { path: 'clientId', input: 'text' },
    MAPPINGS,
  ],
};

/** What somebody typed, by path. */
export type Texts = Readonly<Record<string, string>>;

/** The fields that a source of the kind has, as far as what is typed already calls for them. */
export function fieldsOf(kind: SourceKind, texts: Texts): readonly FormField[] {
  return [...COMMON, ...OF_KIND[kind]].filter(
    ({ where }) => where === undefined || isMet(where, (texts[where.path] ?? '').trim()),
  );
}

function isMet({ is }: NonNullable<FormField['where']>, text: string): boolean {
  return is === 'given' ? text !== '' : is.includes(text);
}

/** The form of settings that there are; of a new source, what its fields begin with. */
export function textsOf(kind: SourceKind, settings: object | null): Texts {
  const texts: Record<string, string> = {};
  for (const { path, input, first } of [...COMMON, ...OF_KIND[kind]]) {
    if (settings === null) texts[path] = first ?? '';
    else texts[path] = textOf(at(settings, path), input);
  }
  return texts;
}

function textOf(value: unknown, input: FormField['input']): string {
  if (value === undefined || value === null) return '';
  if (input === 'json') return JSON.stringify(value, null, 2);
  if (Array.isArray(value)) return input === 'days' ? value.map(dayWritten).join(', ') : value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function at(settings: object, path: string): unknown {
  let here: unknown = settings;
  for (const name of path.split('.'))
    here = typeof here === 'object' && here !== null ? Reflect.get(here, name) : undefined;
  return here;
}

/** A text cannot be read as what its field holds. */
export class TextFault extends Error {
  readonly path: string;
  constructor(path: string, detail: string) {
    super(detail);
    this.path = path;
  }
}

/**
 * The settings that the texts stand for. `before` keeps what the form does not show; an emptied field is `null` there.
 * Throws `TextFault`.
 */
export function settingsOf(kind: SourceKind, texts: Texts, before: object | null): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  const groups = new Set<string>();
  for (const field of fieldsOf(kind, texts)) {
    const [outer = '', inner] = field.path.split('.');
    const value = valueOf(field, texts[field.path] ?? '');
    if (inner === undefined) {
      if (value !== undefined) settings[outer] = value;
      else if (before && field.input !== 'secret' && at(before, outer) !== undefined) settings[outer] = null;
      continue;
    }
    // A group is given whole; what it had besides, such as holidays, stays, except where its kind may have changed.
    if (!groups.has(outer))
      settings[outer] = outer === 'format' ? {} : { ...(before && object(at(before, outer))) };
    groups.add(outer);
    const group = settings[outer] as Record<string, unknown>;
    if (value === undefined) delete group[inner];
    else group[inner] = value;
  }
  const due = settings['dueBy'];
  if (typeof due === 'object' && due !== null && !('time' in due)) {
    if (before && at(before, 'dueBy') !== undefined) settings['dueBy'] = null;
    else delete settings['dueBy'];
  }
  return settings;
}

function object(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function valueOf({ path, input }: FormField, text: string): unknown {
  if (input === 'secret') return text === '' ? undefined : text;
  if (input === 'choice') return text;
  const plain = text.trim();
  if (plain === '') return undefined;
  if (input === 'number') return Number(plain);
  if (input === 'lines')
    return plain
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  if (input === 'days')
    return plain
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(dayMeant);
  if (input !== 'json') return plain;
  try {
    const value: unknown = JSON.parse(plain);
    // One mapping may be written without the list around it.
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    throw new TextFault(path, error instanceof Error ? error.message : String(error));
  }
}

/** A day as it is written here: `30/04/2026`. */
function dayWritten(day: unknown): string {
  return String(day).replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1');
}

/** The day that somebody wrote, as the contract has it; anything else is left for the engine to refuse. */
function dayMeant(text: string): string {
  const [, day = '', month = '', year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
