/** What the wall says of the message over all screens. Pure. */
import type { Interrupt } from '../../../electron/contract/interrupts.ts';
import type { LiveState } from '../../data/index.ts';
import { formatClock, formatDay } from '../../ui/index.ts';
import { nameOfBy } from '../byName.ts';

/** Texts up to so many characters are written large and middling; longer ones small, which can still be read at 8 metres. */
const LENGTHS = { large: 60, middling: 140 };

export interface InterruptWords {
  readonly level: Interrupt['level'];
  readonly size: 'large' | 'middling' | 'small';
  readonly mark: string;
  readonly text: string;
  /** Who sent it, when, and until when it stands. */
  readonly foot: string;
}

/** The message that stands at the window's own time, whether the engine is there or not. */
export function standingInterrupt({
  interrupt,
  now,
}: Pick<LiveState, 'interrupt' | 'now'>): Interrupt | null {
  return interrupt !== null && Date.parse(interrupt.until) > now ? interrupt : null;
}

export function interruptWords(
  { level, text, by, since, until }: Interrupt,
  words: (key: string, values?: Record<string, unknown>) => string,
): InterruptWords {
  const [from, to] = [Date.parse(since), Date.parse(until)];
  const otherDay = formatDay(from) === formatDay(to) ? '' : ` ${formatDay(to)}`;
  const size =
    text.length <= LENGTHS.large ? 'large' : text.length <= LENGTHS.middling ? 'middling' : 'small';
  return {
    level,
    size,
    mark: words(`interrupt.${level}`),
    text,
    foot: words('interrupt.foot', {
      by: nameOfBy(by),
      since: formatClock(from),
      until: `${formatClock(to)}${otherDay}`,
    }),
  };
}
