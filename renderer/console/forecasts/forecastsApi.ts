/** What the engine's API says of forecasts. */
import type { Step } from '../../../electron/contract/answers.ts';
import { type ForecastAnswer, forecastAnswer } from '../../../electron/contract/forecasts.ts';
import { call } from '../call.ts';

export interface ForecastAsked {
  readonly unit: string;
  readonly indicator: string;
  readonly step: Step;
  /** So many more a week. */
  readonly more?: number | undefined;
}

export function askForecast({ unit, indicator, step, more }: ForecastAsked): Promise<ForecastAnswer> {
  const asked = new URLSearchParams({ unit, indicator, step });
  if (more !== undefined) asked.set('more', String(more));
  return call('GET', `/forecasts?${asked}`, forecastAnswer);
}
