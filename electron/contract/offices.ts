/**
 * Reference data of one agency's territory: its rooms, its regional offices, and which office a ward
 * belongs to. A file of `assets/offices`, replaceable as a whole; nothing in the code knows a ward.
 */
import { z } from 'zod';

/** Degrees rounded to 0.01: a place to put a symbol, not a survey. */
function hundredths(limit: number) {
  return z
    .number()
    .min(-limit)
    .max(limit)
    .refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, {
      error: 'must be rounded to 0.01 degrees',
    });
}
const lat = hundredths(90);
const lon = hundredths(180);
const text = z.string().min(1);

/** How sure the territory of an office is. */
export const COVERAGES = ['published', 'districts_published', 'assumed'] as const;

const agency = z.strictObject({ unit: text, name: text, lat, lon, seat: text });
const room = z.strictObject({ unit: text, name: text, illustrative: z.boolean() });
const office = z.strictObject({
  unit: text,
  number: z.int().min(1),
  name: text,
  /** Former districts covered, as people still call the places. */
  districts: z.array(text).min(1),
  /** Code of the ward whose position stands for the office. */
  seatWard: text,
  lat,
  lon,
  coverage: z.enum(COVERAGES),
  /** The territory is this file's assumption and must be confirmed by the agency. */
  assumed: z.boolean(),
});
const ward = z.strictObject({
  code: z.string().regex(/^\d{5}$/, { error: 'must be the five digits of the ward' }),
  name: text,
  kind: z.enum(['ward', 'commune', 'special_zone']),
  /** Declared area; drawn shapes may differ. */
  areaKm2: z.number().positive(),
  lat,
  lon,
  district: text,
  office: text,
});

function firstRepeated(values: readonly string[]): string | undefined {
  return values.find((value, i) => values.indexOf(value) !== i);
}

export const officesFile = z
  .strictObject({
    notes: z.array(text),
    agency,
    rooms: z.array(room),
    offices: z.array(office).min(1),
    wards: z.array(ward).min(1),
  })
  .check((ctx) => {
    const { agency: root, rooms, offices, wards } = ctx.value;
    const refuse = (path: (string | number)[], message: string) =>
      ctx.issues.push({ code: 'custom', input: ctx.value, path, message });

    const unit = firstRepeated([root, ...rooms, ...offices].map((u) => u.unit));
    if (unit) refuse(['offices'], `unit ${unit} is named twice; give every unit its own key`);
    const code = firstRepeated(wards.map((w) => w.code));
    if (code) refuse(['wards'], `ward ${code} is listed twice; keep one of its lines`);
    const place = firstRepeated(wards.map((w) => `${w.lat}, ${w.lon}`));
    if (place) refuse(['wards'], `two wards lie at ${place}; move one to the next 0.01 degrees`);

    const known = new Set(offices.map((o) => o.unit));
    for (const [i, w] of wards.entries()) {
      if (!known.has(w.office)) refuse(['wards', i, 'office'], `${w.office} is not among the offices`);
    }
    const officeOfWard = new Map(wards.map((w) => [w.code, w.office]));
    const served = new Set(wards.map((w) => w.office));
    for (const [i, o] of offices.entries()) {
      if (!served.has(o.unit)) refuse(['offices', i], `${o.unit} has no ward; give it one or remove it`);
      if (officeOfWard.get(o.seatWard) !== o.unit) {
        refuse(['offices', i, 'seatWard'], `must be a ward of ${o.unit}`);
      }
      if (o.assumed !== (o.coverage === 'assumed')) {
        refuse(['offices', i, 'assumed'], 'must be true exactly when coverage is "assumed"');
      }
    }
  });
export type OfficesFile = z.infer<typeof officesFile>;

/** Agencies of the other provinces: where entrusted cases go. */
export const provincesFile = z.strictObject({
  notes: z.array(text),
  provinces: z.array(z.strictObject({ unit: text, name: text, lat, lon })).min(1),
});
export type ProvincesFile = z.infer<typeof provincesFile>;
