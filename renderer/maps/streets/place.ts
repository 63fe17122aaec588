import type { Streets } from '../../../electron/contract/streets.ts';
import type { EngineAddress } from '../../data/index.ts';

/** Streets under a map, and the engine that has their tiles. */
export interface StreetsPlace {
  readonly streets: Streets;
  /** As it is now: an engine that comes back may answer elsewhere. */
  readonly engine: () => EngineAddress;
}
