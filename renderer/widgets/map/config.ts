import { z } from 'zod';
import { indicatorKey, unitKey } from '../picks.ts';

export const mapConfig = z.strictObject({
  /** Unit whose regional offices are drawn. */
  unit: unitKey.default('HCM'),
  /** Indicator the regions are coloured by. */
  colour: indicatorKey.default('case_completion_rate'),
  /** `target`: by how it stands against the target to date. `value`: by the value, low to high. */
  colourBy: z.enum(['target', 'value']).default('target'),
  /** Indicator of the circles' size; `null` draws none. */
  size: indicatorKey.nullable().default('cases_to_enforce'),
  /** So many of the largest entrustment flows between offices; 0 draws none. */
  flows: z.int().min(0).max(20).default(0),
});
export type MapConfig = z.infer<typeof mapConfig>;
