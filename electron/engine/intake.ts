/** Stands between the sources and the store: lets batches in while the disk can take them, and measures them. */
import type { Logger } from 'pino';
import type { Care } from './care/index.ts';
import type { TakeBatch } from './ingest/index.ts';
import type { Observe } from './observe/index.ts';
import { ProblemError } from './problems/index.ts';
import { saysDamaged } from './store/index.ts';

export interface Intake {
  around(take: TakeBatch): TakeBatch;
  /** Says what is to be done when lines can be taken in; sources of the product are connected as soon as they can. */
  connect(sources: IntakeSources): Promise<void>;
  /** From now on sources are asked while lines can be taken in. */
  begin(): void;
  end(): Promise<void>;
}

export interface IntakeSources {
  own: () => Promise<void>;
  start: () => void;
  stop: () => Promise<void>;
}

export function createIntake({ care, observe, log }: { care: Care; observe: Observe; log: Logger }): Intake {
  const { door } = care;
  let sources: IntakeSources | undefined;
  let ownConnected = false;
  let begun = false;
  /** One thing after the other: a source that is still ending is not begun anew. */
  let turns: Promise<void> = Promise.resolve();

  async function connectOwn(): Promise<void> {
    if (ownConnected || !sources || door.state() !== 'open') return;
    try {
      await sources.own();
      ownConnected = true;
    } catch (error) {
      // Want of room: they are connected when there is some again.
      if (!(error instanceof ProblemError)) throw error;
      log.warn({ reason: error.message }, 'the sources of the product could not be connected yet');
    }
  }

  async function follow(): Promise<void> {
    if (!begun || !sources) return;
    if (door.state() !== 'open') return sources.stop();
    await connectOwn();
    sources.start();
  }

  function turn(): void {
    turns = turns.then(follow).catch((error: unknown) => {
      log.error({ err: error }, 'the sources could not be begun or ended');
    });
  }

  door.onChange(turn);

  return {
    around:
      (take) =>
      (source, ...batch) => {
        door.check();
        const started = performance.now();
        try {
          const tally = take(source, ...batch);
          observe.batch(source.id, { ...tally }, performance.now() - started);
          return tally;
        } catch (error) {
          observe.batchFailed(source.id);
          if (saysDamaged(error)) care.damaged(String(error));
          throw door.failed(error) ?? error;
        }
      },
    connect(given) {
      sources = given;
      return connectOwn();
    },
    begin() {
      begun = true;
      turn();
    },
    async end() {
      begun = false;
      await turns;
      await sources?.stop();
    },
  };
}
