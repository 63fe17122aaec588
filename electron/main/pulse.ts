/** What the shell says of itself to whoever keeps it running: one line on standard output every few seconds. */
import type { Pulse } from '../contract/release.ts';

const EVERY = 3_000;

/** Begins; the result ends it. */
export function startPulse(read: () => Pulse): () => void {
  const beat = () => process.stdout.write(`${JSON.stringify({ pulse: read() })}\n`);
  const timer = setInterval(beat, EVERY);
  beat();
  return () => clearInterval(timer);
}
