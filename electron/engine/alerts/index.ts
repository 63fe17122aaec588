/** Alerts: rules on indicators, targets, sources and forecasts; what stands, and what people do about it. */
export { alertRoutes } from './alertRoutes.ts';
export { type Alerts, createAlerts } from './alerts.ts';
export { readStartingRules } from './starting.ts';
export type { Landing } from './figures.ts';
