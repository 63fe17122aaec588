import type { Query } from '../../../electron/contract/live.ts';
import type { MapConfig } from './config.ts';

export function rankingOf({ unit, colour, size }: MapConfig): Extract<Query, { ask: 'ranking' }> {
  const indicators = size === null || size === colour ? [colour] : [colour, size];
  return { ask: 'ranking', unit, indicators, level: 'region' };
}

export function flowsOf({ unit }: MapConfig): Extract<Query, { ask: 'flows' }> {
  return { ask: 'flows', unit };
}

export function needsOf(config: MapConfig): readonly Query[] {
  return config.flows > 0 ? [rankingOf(config), flowsOf(config)] : [rankingOf(config)];
}
