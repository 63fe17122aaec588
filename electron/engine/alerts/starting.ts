/** Rules that a new room begins with, until somebody makes others: data, in `assets/alerts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AlertRule, alertRule } from '../../contract/alerts.ts';

/** Who made them, where a person's name would stand. */
export const STARTING_BY = 'IOC Wall';

const startingRules = z.strictObject({ schema: z.literal(1), rules: z.array(alertRule) });

/** None where the file is missing or wrong; then `warn` hears which field. @param assets folder of the product's data */
export function readStartingRules(assets: string, warn: (sentence: string) => void): readonly AlertRule[] {
  const file = join(assets, 'alerts', 'starting.json');
  try {
    return startingRules.parse(JSON.parse(readFileSync(file, 'utf8'))).rules;
  } catch (error) {
    warn(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}
