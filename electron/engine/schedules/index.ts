/** The schedule of the wall: which scene is shown when, and why. */
export { readHolidays } from './holidays.ts';
export { createSchedule } from './schedule.ts';
export { scheduleRoutes } from './scheduleRoutes.ts';
export { type IsHoliday, occurrencesWithin } from './occurrence.ts';
