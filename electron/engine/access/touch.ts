import { saysUnwritable } from '../store/index.ts';

/** Writes down that something was used; a disk that takes nothing is no reason to refuse whoever uses it. */
export function touch(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!saysUnwritable(error)) throw error;
  }
}
