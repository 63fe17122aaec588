/**
 * How the map comes back. WebGL may be missing, or its context may be lost while the wall hangs: then the browser is
 * given a moment to restore it, the map is opened anew, and after some attempts in vain the plain drawing stays,
 * until, much later, one more attempt is made. The plain drawing lies under all of this, so the map is never blank.
 */
export type Rung =
  /** A WebGL map is being opened. */
  | 'opening'
  /** It draws. */
  | 'drawn'
  /** It was lost; the browser may restore it. */
  | 'waiting'
  /** No WebGL for now. */
  | 'plain';

export interface Ladder {
  readonly rung: Rung;
  /** Openings in vain since it last drew for a while. */
  readonly attempts: number;
}

export type Step = 'drawn' | 'lost' | 'waited';

export const BOTTOM: Ladder = { rung: 'opening', attempts: 0 };
const ATTEMPTS = 3;

/** How long a rung lasts before `waited` is due, ms; `null`: until something happens. */
export function patience({ rung, attempts }: Ladder): number | null {
  switch (rung) {
    case 'opening':
      return 60_000;
    case 'drawn':
      return attempts === 0 ? null : 10 * 60_000;
    case 'waiting':
      return 2_000 * 2 ** attempts;
    case 'plain':
      return 30 * 60_000;
  }
}

export function climb(ladder: Ladder, step: Step): Ladder {
  const { rung, attempts } = ladder;
  if (step === 'drawn') return rung === 'opening' ? { rung: 'drawn', attempts } : ladder;
  if (step === 'lost') return rung === 'opening' || rung === 'drawn' ? fallen(attempts) : ladder;
  switch (rung) {
    case 'opening':
      return fallen(attempts);
    case 'drawn':
      return { rung, attempts: 0 };
    case 'waiting':
      return { rung: 'opening', attempts };
    case 'plain':
      return { rung: 'opening', attempts: ATTEMPTS - 1 };
  }
}

function fallen(attempts: number): Ladder {
  return { rung: attempts + 1 >= ATTEMPTS ? 'plain' : 'waiting', attempts: attempts + 1 };
}
