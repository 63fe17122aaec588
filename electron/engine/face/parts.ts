/** What the face is given. */
import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';
import type { Logger } from 'pino';
import type { SourceHealth } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { Care } from '../care/index.ts';
import type { Measures } from '../measures/index.ts';
import type { Observe } from '../observe/index.ts';
import type { WritableDB } from '../store/index.ts';
import type { Timekeeping } from '../timekeeping/index.ts';

export interface FaceParts {
  readonly db: WritableDB;
  readonly measures: Measures;
  readonly sources: {
    list(): SourceHealth[];
    /** Calls the listener after figures or the sources' health changed. */
    onChange(listener: () => void): void;
    /** The capability's own routes, registered under the API's prefix. */
    readonly routes: readonly (FastifyPluginCallback | FastifyPluginAsync)[];
  };
  readonly care: Care;
  readonly observe: Observe;
  readonly time: Timekeeping;
  readonly assets: string;
  readonly dataDir: string;
  readonly consoleFolder: string;
  readonly wallToken: string;
  readonly version: string;
  readonly now: () => Instant;
  readonly log: Logger;
}

/** What is known only once the server is there; asked from the first request on. */
export interface Later {
  /** The engine's address on this machine; empty until it listens. */
  url(): string;
  /** Figures, or what else the wall shows, have changed. */
  changed(): void;
}
