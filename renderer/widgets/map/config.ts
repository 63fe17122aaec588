import { z } from 'zod';
import { indicatorKey, unitKey } from '../picks.ts';

export const mapConfig = z.strictObject({
  /** Unit whose regional offices are drawn. */
  unit: unitKey.default('HCM'),
  /** Indicator the regions are coloured by. */
  colour: indicatorKey.default('case_completion_rate'),
  /**
   * `target`: by how it stands against the target to date. `value`: by the value, low to high. `density`: by the value of
   * each square kilometre. `nothing`: regions are not coloured, as layers above them speak.
   */
  colourBy: z.enum(['target', 'value', 'density', 'nothing']).default('target'),
  /** Indicator of the circles' or bars' size; `null` draws none. */
  size: indicatorKey.nullable().default('cases_to_enforce'),
  symbol: z.enum(['circle', 'bar']).default('circle'),
  /** Indicator that circles or bars are coloured by, low to high; `null`: in the ink of the map. */
  symbolColour: indicatorKey.nullable().default(null),
  /** So many of the largest entrustment flows between offices; 0 draws none. */
  flows: z.int().min(0).max(20).default(0),
  /** What flows are as thick as: decisions, or what was left to enforce of the cases that went with them. */
  flowsBy: z.enum(['cases', 'money']).default('cases'),
  /** Indicator whose cases are drawn as dots within their office's region; `null` draws none. */
  dots: indicatorKey.nullable().default(null),
  /** So many dots at most: each stands for as many cases as that takes. */
  dotsMost: z.int().min(100).max(1_000_000).default(20_000),
  /** Streets and waters under the regions, where somebody chose a file of them. */
  streets: z.boolean().default(true),
  /** Which regions the map flies to by itself, one after the other: none, all, or those that do not reach their target. */
  tour: z.enum(['none', 'all', 'behind']).default('none'),
  /** So long at each, s. */
  tourS: z.int().min(10).max(300).default(20),
  /** What is drawn below the unit. */
  level: z.enum(['province', 'region']).default('region'),
});
export type MapConfig = z.infer<typeof mapConfig>;
