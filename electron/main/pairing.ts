/** The keyboard of the wall asks the engine for the code that pairs a phone; every window is then told what to show. */
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';

/** An engine that has not answered after this, ms, has no code to show. */
const PATIENCE = 5_000;

/** Never rejects: a refusal (the network is off) is noted, since nobody at the wall could read an answer. */
export async function askForPairing(greeting: () => Greeting | null, faults: FaultLog): Promise<void> {
  const engine = greeting();
  if (!engine) return;
  try {
    const answer = await fetch(new URL('/api/v1/pairing', engine.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${engine.wallToken}` },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said = await answer.text();
    if (!answer.ok) faults.add('pairing_refused', { status: answer.status, said });
  } catch (error) {
    faults.add('pairing_refused', { error: String(error) });
  }
}
