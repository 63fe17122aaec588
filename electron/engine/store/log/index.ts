/** The log of every line taken in. */
export {
  createEventLog,
  createEventLogReader,
  type EventLog,
  type EventLogReader,
  type LoggedEvent,
  numbersGiven,
} from './eventLog.ts';
export { createPutAway, type PutAway } from './putAway.ts';
