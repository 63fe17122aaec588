import type { MapFileFault } from '../../../contract/maps.ts';

/** A file that cannot be read as a whole; the message is one sentence with the remedy. Crosses from the thread by its reason. */
export class UnreadableMap extends Error {
  readonly reason: MapFileFault;
  constructor(reason: MapFileFault, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
