/** The one-time code that pairs one device: shown on the wall, for two minutes, to whoever stands before it. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { PairingNotice } from '../../contract/pairing.ts';
import { newCode, normalCode, sameSecret } from '../access/index.ts';

export const PAIRING_MS = 120_000;
/** Wrong codes after which the code that stands is worth nothing, whoever tried. */
const WRONG_MOST = 5;

export interface Pairing {
  /** Shows a new code, in place of one that stands. */
  begin(by: string): { until: Instant };
  /** What the wall shows; `null` while there is no code, or nobody could come. */
  shown(): PairingNotice | null;
  /** Uses the code up; who had it shown, or `null` when this is not it. */
  take(typed: string): { by: string } | null;
  end(): void;
  onChange(listener: () => void): void;
}

export function createPairing(
  reached: () => { url: string; fingerprint: string } | null,
  now: () => Instant,
): Pairing {
  let standing: { code: string; by: string; until: Instant; wrong: number } | null = null;
  let timer: NodeJS.Timeout | undefined;
  const listeners: (() => void)[] = [];
  const current = () => (standing !== null && now() < standing.until ? standing : null);

  function become(next: typeof standing): void {
    clearTimeout(timer);
    standing = next;
    if (next) timer = setTimeout(() => become(null), next.until - now()).unref();
    for (const tell of listeners) tell();
  }

  return {
    begin(by) {
      const until = now() + PAIRING_MS;
      become({ code: newCode(2), by, until, wrong: 0 });
      return { until };
    },
    shown() {
      const [code, where] = [current(), reached()];
      return code && where && { ...where, code: code.code, until: formatInstant(code.until) };
    },
    take(typed) {
      const code = current();
      if (!code) return null;
      if (!sameSecret(normalCode(typed), normalCode(code.code))) {
        code.wrong += 1;
        if (code.wrong >= WRONG_MOST) become(null);
        return null;
      }
      become(null);
      return { by: code.by };
    },
    end() {
      if (standing) become(null);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
