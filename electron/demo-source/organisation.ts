/**
 * Who works on the cases: rooms and regional offices from the replaceable reference data, and invented
 * enforcers. How strong, how loaded and how rich in large cases a unit is follows from the seed.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { officesFile, provincesFile, type OfficesFile, type ProvincesFile } from '../contract/offices.ts';
import { apportion, randomStream, shuffle, type Random } from './random.ts';

export interface WorkUnit {
  readonly key: string;
  readonly room: boolean;
  /** Share of the cases, relative to the others. */
  readonly load: number;
  /** How well it completes, from about −1.6 (behind) to 1.6 (ahead). */
  readonly strength: number;
  /** How large its amounts are, 1 being ordinary. */
  readonly amounts: number;
  /** Its enforcers, as positions in `officers`. */
  readonly officers: readonly number[];
}

export interface Officer {
  readonly key: string;
  readonly name: string;
  readonly unit: number;
  readonly skill: number;
}

export interface Organisation {
  readonly offices: OfficesFile;
  readonly provinces: ProvincesFile['provinces'];
  readonly units: readonly WorkUnit[];
  readonly officers: readonly Officer[];
  /** Position of the room that takes the giant cases. */
  readonly giantsUnit: number;
}

/** The assets folder: `IOC_WALL_ASSETS`, or `assets/` of the project. */
export function assetsFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return process.env['IOC_WALL_ASSETS'] ?? join(here, '..', '..', 'assets');
}

/** Reference data that cannot be used; the message names the file, the field and what it must be. */
export class ReferenceDataError extends Error {}

function readReference<T>(name: string, schema: z.ZodType<T>): T {
  const file = join(assetsFolder(), 'offices', name);
  const parsed = schema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ReferenceDataError(
    `${file}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}.`,
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ReferenceDataError(
      `${file} cannot be read as JSON (${why}): restore it, or set IOC_WALL_ASSETS.`,
    );
  }
}

/** Evenly spaced strengths in random order, so that some units are surely ahead and some behind. */
function strengths(n: number, random: Random): number[] {
  const even = Array.from({ length: n }, (_, i) => (n === 1 ? 0 : -1.6 + (3.2 * i) / (n - 1)));
  return shuffle(even, random);
}

/** Positions of units are kept in a byte. */
const MOST_UNITS = 255;
const OFFICERS_PER_CASE = 486 / 179_995;

/**
 * Reads the reference data and staffs it for `handled` cases a year.
 * @throws ReferenceDataError naming the file and field if the reference data is not valid.
 */
export function organisationFor(seed: string, handled: number): Organisation {
  const offices = readReference('hcm.json', officesFile);
  const { provinces } = readReference('provinces.json', provincesFile);
  const random = randomStream(seed, 'organisation');
  const roomStrength = strengths(offices.rooms.length, random);
  const officeStrength = strengths(offices.offices.length, random);
  const drafts = [
    ...offices.rooms.map((room, i) => ({
      key: room.unit,
      room: true,
      load: 0.35 * Math.exp(0.3 * random.normal()),
      strength: 0.8 * (roomStrength[i] ?? 0),
      amounts: 6 * Math.exp(0.4 * random.normal()),
    })),
    ...offices.offices.map((office, i) => {
      const wards = offices.wards.filter((ward) => ward.office === office.unit).length;
      return {
        key: office.unit,
        room: false,
        load: (wards / 9) ** 0.6 * Math.exp(0.25 * random.normal()),
        strength: officeStrength[i] ?? 0,
        amounts: Math.exp(0.35 * random.normal()),
      };
    }),
  ];
  const wanted = Math.max(drafts.length * 2, Math.round(handled * OFFICERS_PER_CASE));
  const staff = apportion(
    wanted - drafts.length,
    drafts.map((unit) => unit.load),
  ).map((n) => n + 1);
  const officers: Officer[] = [];
  const units = drafts.map((draft, unit) => {
    const own = Array.from({ length: staff[unit] ?? 1 }, () => {
      const number = String(officers.length + 1).padStart(3, '0');
      const skill = random.normal();
      officers.push({ key: `CHV-${number}`, name: `CHV mẫu ${number}`, unit, skill });
      return officers.length - 1;
    });
    return { ...draft, officers: own };
  });
  if (units.length > MOST_UNITS) {
    throw new ReferenceDataError(
      `hcm.json names ${units.length} units; the demo source takes ${MOST_UNITS} at most.`,
    );
  }
  return { offices, provinces, units, officers, giantsUnit: Math.min(3, units.length - 1) };
}
