/** What has been started and must be ended, last started first. */
export interface Endings {
  /** Remembers how to end something; when the end has begun already, it is ended at once. */
  add(ending: () => Promise<void>): Promise<void>;
  /** Ends everything; whoever asks again waits for the same end. */
  run(): Promise<void>;
}

/** Makes an empty list. An ending that fails does not keep the others from being run. */
export function makeEndings(failed: (error: unknown) => void): Endings {
  const open: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const runAll = async (): Promise<void> => {
    for (let ending = open.pop(); ending; ending = open.pop()) await ending().catch(failed);
  };
  return {
    async add(ending) {
      if (running) await ending().catch(failed);
      else open.push(ending);
    },
    run: () => (running ??= runAll()),
  };
}
