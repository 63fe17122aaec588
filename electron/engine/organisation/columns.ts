/** The columns of a file: how they are headed, and how headings are recognised. */
import { UNIT_LEVELS, type UnitLevel } from '../../contract/events.ts';
import {
  ORGANISATION_FIELDS,
  type OrganisationField,
  type OrganisationKind,
} from '../../contract/organisation.ts';
import type { CellValue } from '../connect/index.ts';

export type Language = 'vi' | 'en';
type Words = Readonly<Record<string, readonly string[]>>;

/** Of each field the heading that is written, first, and others that are read. */
const HEADINGS: Record<OrganisationKind, Record<Language, Words>> = {
  unit: {
    vi: {
      unit: ['Mã đơn vị', 'Mã'],
      name: ['Tên đơn vị', 'Tên'],
      level: ['Cấp', 'Cấp đơn vị'],
      parent: ['Mã đơn vị cấp trên', 'Đơn vị cấp trên', 'Cấp trên', 'Mã cấp trên', 'Trực thuộc'],
      from: ['Từ ngày', 'Hiệu lực từ', 'Ngày bắt đầu'],
      to: ['Đến hết ngày', 'Đến ngày', 'Hiệu lực đến', 'Ngày kết thúc'],
      lat: ['Vĩ độ'],
      lon: ['Kinh độ'],
    },
    en: {
      unit: ['Unit code', 'Unit', 'Unit key', 'Code', 'Key'],
      name: ['Unit name', 'Name'],
      level: ['Level'],
      parent: ['Parent unit code', 'Parent', 'Parent unit', 'Parent code'],
      from: ['From', 'Valid from', 'Start date'],
      to: ['To', 'Valid to', 'Last day', 'End date'],
      lat: ['Latitude', 'Lat'],
      lon: ['Longitude', 'Lon', 'Lng'],
    },
  },
  officer: {
    vi: {
      officer: ['Mã chấp hành viên', 'Mã CHV'],
      name: ['Họ và tên', 'Họ tên', 'Tên', 'Tên chấp hành viên'],
      unit: ['Mã đơn vị', 'Đơn vị'],
      from: ['Từ ngày', 'Hiệu lực từ', 'Ngày bắt đầu'],
      to: ['Đến hết ngày', 'Đến ngày', 'Hiệu lực đến', 'Ngày kết thúc'],
    },
    en: {
      officer: ['Officer code', 'Officer', 'Officer key', 'Enforcer', 'Enforcer code'],
      name: ['Full name', 'Name', 'Officer name'],
      unit: ['Unit code', 'Unit', 'Unit key'],
      from: ['From', 'Valid from', 'Start date'],
      to: ['To', 'Valid to', 'Last day', 'End date'],
    },
  },
};

/** Columns that a file cannot do without. */
const NEEDED: Record<OrganisationKind, readonly OrganisationField[]> = {
  unit: ['unit', 'name', 'level', 'parent'],
  officer: ['officer', 'name', 'unit'],
};

const LEVELS: Record<UnitLevel, readonly string[]> = {
  national: ['Toàn quốc', 'Trung ương', 'National'],
  province: ['Tỉnh, thành phố', 'Tỉnh', 'Thành phố', 'Province'],
  region: ['Khu vực', 'Phòng khu vực', 'Region'],
  room: ['Phòng', 'Phòng chuyên môn', 'Room'],
};

/** Words as they are compared: without diacritics, case and punctuation. */
export function folded(words: string): string {
  return words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function headingsOf(kind: OrganisationKind, language: Language): string[] {
  return ORGANISATION_FIELDS[kind].map((field) => headingOf(kind, field, language));
}

export function headingOf(kind: OrganisationKind, field: OrganisationField, language: Language): string {
  return HEADINGS[kind][language][field]?.[0] ?? field;
}

export function levelWord(level: UnitLevel, language: Language): string {
  return (language === 'vi' ? LEVELS[level][0] : LEVELS[level].at(-1)) ?? level;
}

const levels = new Map(
  UNIT_LEVELS.flatMap((level) => [level, ...LEVELS[level]].map((word) => [folded(word), level] as const)),
);

export function levelOf(words: string): UnitLevel | undefined {
  return levels.get(folded(words));
}

const fields = { unit: fieldsOf('unit'), officer: fieldsOf('officer') };

/** Every way a column may be headed, with the field it holds. */
function fieldsOf(kind: OrganisationKind): ReadonlyMap<string, OrganisationField> {
  const { vi, en } = HEADINGS[kind];
  return new Map(
    ORGANISATION_FIELDS[kind].flatMap((field) =>
      [field, ...(vi[field] ?? []), ...(en[field] ?? [])].map((words) => [folded(words), field] as const),
    ),
  );
}

/** A row of a table that heads what it lists. */
export interface Heading {
  kind: OrganisationKind;
  /** Of each field that has a column: its place, and what heads it. */
  columns: Map<OrganisationField, { place: number; words: string }>;
  /** Headings that say nothing known. */
  unread: string[];
  missing: OrganisationField[];
  /** Fields with several columns. */
  twice: string[];
}

/** How many columns at least must be known for a row to be a heading. */
const KNOWN_LEAST = 2;

/** What a row heads; `null` when it is no heading. */
export function headingIn(cells: readonly CellValue[]): Heading | null {
  const unit = readAs('unit', cells);
  const officer = readAs('officer', cells);
  // An officer's key heads officers, and nothing else does: their unit is named by both.
  const best = officer.columns.has('officer') ? officer : unit;
  return best.columns.size >= KNOWN_LEAST ? best : null;
}

function readAs(kind: OrganisationKind, cells: readonly CellValue[]): Heading {
  const heading: Heading = { kind, columns: new Map(), unread: [], missing: [], twice: [] };
  for (const [place, cell] of cells.entries()) {
    const words = String(cell ?? '').trim();
    if (words === '') continue;
    const field = fields[kind].get(folded(words));
    if (field === undefined) heading.unread.push(words);
    else if (heading.columns.has(field)) heading.twice.push(words);
    else heading.columns.set(field, { place, words });
  }
  heading.missing = NEEDED[kind].filter((field) => !heading.columns.has(field));
  return heading;
}
