export * from './figure.ts';
export { type MoneyScale, type MoneyUnit, moneyScale } from '../../../electron/contract/moneyScale.ts';
export { formatMoney, formatMoneyChange } from './money.ts';
export { formatChange, formatNumber, type Locale } from './number.ts';
export { ageOf, formatClock, formatClockSeconds, formatDay, weekdayOf, type Age } from './time.ts';
