/** A dock or a cable makes a burst of events; the wall is planned once the burst is over (ms). */
const QUIET = 400;
/** A loose cable may never be quiet: then the wall is planned at least this often (ms). */
const LONGEST = 3_000;

/** Turns a burst of calls into one call of `over`, when it has been quiet for a while or has lasted too long. */
export function makeBurst(over: () => void, quiet = QUIET, longest = LONGEST): () => void {
  let began: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  return () => {
    const now = performance.now();
    began ??= now;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        began = null;
        over();
      },
      Math.max(0, Math.min(quiet, began + longest - now)),
    );
  };
}
