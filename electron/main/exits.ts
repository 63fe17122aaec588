/** With which code the shell ends, for whoever starts it again. The table is in docs/operations/supervision.md. */
export const EXIT = {
  /** Asked to end: by the chord, by a signal, with the session. */
  asked: 0,
  /** An option cannot be used. Starting again is of no use. */
  badOption: 64,
  /** The engine could not be kept alive, though it was started again and again; only under supervision. */
  engine: 69,
  /** The shell itself could not start, or broke. */
  shell: 70,
  /** The data folder cannot be written. Starting again is of no use until it can. */
  dataFolder: 73,
  /** Another wall runs on the same data. Starting again is of no use. */
  alreadyRunning: 75,
} as const;
