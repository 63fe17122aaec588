import type { Notice } from '../../electron/contract/notices.ts';

/** What cannot wait until morning: the wall's figures are at stake. */
const URGENT = [
  'disk_read_only',
  'disk_full',
  'store_emptied',
  'store_restored',
] as const satisfies Notice['code'][];

/** What everybody in the room should know, the weightiest first; the rest is for the console. */
export const FOR_THE_ROOM = [
  ...URGENT,
  'on_trial',
  'clock_set_back',
  'clock_set_forward',
  'clock_source_off',
  'clock_unsynchronised',
] as const satisfies Notice['code'][];

/** Whether somebody in the room must see it by night as well. */
export function cannotWait(code: Notice['code']): boolean {
  return URGENT.some((one) => one === code);
}
