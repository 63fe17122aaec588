/** Where figures are heading: forecasts of indicators with intervals, landings of the year, and their measured past error. */
export { type Forecast, forecast, type NoForecast, type Series } from './forecast.ts';
export { readShifts } from './course/shifts.ts';
export { forecastRoutes } from './forecastRoutes.ts';
export { createForecasts, type ForecastQuestion, type Forecasts, type Landing } from './forecasts.ts';
export { naive } from './naive.ts';
