export * from './figure.ts';
export { formatMoney, formatMoneyChange, type MoneyScale, type MoneyUnit, moneyScale } from './money.ts';
export { formatChange, formatNumber, type Locale } from './number.ts';
export { ageOf, formatClock, formatClockSeconds, formatDay, weekdayOf, type Age } from './time.ts';
