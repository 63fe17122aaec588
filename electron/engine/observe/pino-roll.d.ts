/** The part of pino-roll that is used here; it comes without types. */
declare module 'pino-roll' {
  import type { EventEmitter } from 'node:events';

  interface RollingStream extends EventEmitter {
    write(text: string): boolean;
    end(): void;
  }

  export default function roll(options: {
    file: string;
    extension: string;
    size: string;
    limit: { count: number; removeOtherLogFiles: boolean };
    mkdir: boolean;
    sync: boolean;
  }): Promise<RollingStream>;
}
