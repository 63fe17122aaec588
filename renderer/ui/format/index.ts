export * from './figure.ts';
export {
  formatDong,
  formatMoney,
  formatMoneyChange,
  moneyScale,
  type MoneyScale,
  type MoneyUnit,
} from './money.ts';
export { formatChange, formatNumber, LOCALES, type Locale } from './number.ts';
export { ageOf, formatClock, formatClockSeconds, formatDay, weekdayOf, type Age } from './time.ts';
