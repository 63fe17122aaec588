/** Forecasts of series, by several well-known methods combined. */
export { type Forecast, forecast, type NoForecast, type Series } from './forecast.ts';
export { naive } from './naive.ts';
