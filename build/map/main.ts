/**
 * Makes the shipped schematic map of an agency from the positions of its wards:
 *   node build/map/main.ts [--offices assets/offices/hcm.json] [--out assets/map/hcm.json]
 * Run by hand when the table of wards and offices changes; the output is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { makePack } from './pack.ts';

const { values: args } = parseArgs({
  options: {
    offices: { type: 'string', default: 'assets/offices/hcm.json' },
    out: { type: 'string', default: 'assets/map/hcm.json' },
  },
});

/** What the map needs of the table of offices and wards; the table may say more. */
const table = z.object({
  offices: z.array(z.object({ unit: z.string(), lon: z.number(), lat: z.number() })),
  wards: z.array(
    z.object({
      code: z.string(),
      lon: z.number(),
      lat: z.number(),
      areaKm2: z.number().positive(),
      office: z.string(),
    }),
  ),
});

const { offices, wards } = table.parse(JSON.parse(readFileSync(args.offices, 'utf8')));
const pack = makePack(
  wards.map(({ office, ...ward }) => ({ ...ward, unit: office })),
  offices,
);
const text = JSON.stringify(pack);
writeFileSync(args.out, `${text}\n`);
console.log(`${args.out}: ${pack.regions.length} regions, ${Math.round(text.length / 1024)} KiB`);
