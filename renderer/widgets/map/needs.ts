import type { Query } from '../../../electron/contract/live.ts';
import { STREETS } from '../../maps/streets/useStreets.ts';
import type { MapConfig } from './config.ts';

export function rankingOf(config: MapConfig): Extract<Query, { ask: 'ranking' }> {
  const { unit, level, colour, size, symbolColour, dots } = config;
  const indicators = [colour, size, symbolColour, dots].filter((key) => key !== null);
  return { ask: 'ranking', unit, indicators: [...new Set(indicators)], level };
}

export function flowsOf({ unit }: MapConfig): Extract<Query, { ask: 'flows' }> {
  return { ask: 'flows', unit };
}

/** The map that somebody published, and what the room looks at on it. */
export function mapOf({ unit }: MapConfig): Extract<Query, { ask: 'map' }> {
  return { ask: 'map', unit };
}
export function focusOf({ unit }: MapConfig): Extract<Query, { ask: 'focus' }> {
  return { ask: 'focus', unit };
}

export function needsOf(config: MapConfig): readonly Query[] {
  const always = [rankingOf(config), mapOf(config), focusOf(config), STREETS];
  return config.flows > 0 ? [...always, flowsOf(config)] : always;
}
