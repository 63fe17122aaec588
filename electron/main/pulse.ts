/** What the shell says of itself to whoever keeps it running: a line on standard output every few seconds, and at each change. */
import type { Pulse } from '../contract/release.ts';

const EVERY = 3_000;
/** Changes are looked for so often, ms. */
const LOOK = 250;

/** Begins; the result ends it. */
export function startPulse(read: () => Pulse): () => void {
  let said = '';
  let at = 0;
  const look = () => {
    const line = JSON.stringify({ pulse: read() });
    const now = Date.now();
    if (line === said && now - at < EVERY) return;
    said = line;
    at = now;
    process.stdout.write(`${line}\n`);
  };
  const timer = setInterval(look, LOOK);
  look();
  return () => clearInterval(timer);
}
