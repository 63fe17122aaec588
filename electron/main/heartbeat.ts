/** The shell's word to the engine every two seconds: what hangs where. */
import type { BoardOrder } from '../contract/boardExports.ts';
import type { PrintOrder } from '../contract/reports.ts';
import { wallOrders } from '../contract/wall.ts';
import type { PastOrder } from '../contract/past.ts';
import type { WallOrders, WallReport } from '../contract/wall.ts';
import type { Greeting } from './engineChild.ts';
import type { Pane } from './pane.ts';
import { sendPictures } from './pictures.ts';

const PERIOD = 2_000;
/** An answer that takes longer (ms) is none. */
const PATIENCE = 5_000;
/** Heartbeats unanswered in a row until a running engine is taken for hung: about half a minute. */
const UNANSWERED = 5;
/** An engine that answers and has not ticked for so long (ms) hangs as well. */
const STUCK = 30_000;

export interface Heart {
  greeting(): Greeting | null;
  report(): WallReport;
  panes(): readonly Pane[];
  /** Pictures of a past instant are wanted. */
  pastWanted(order: PastOrder, greeting: Greeting): void;
  /** A dashboard is wanted as a file. */
  boardWanted(order: BoardOrder, greeting: Greeting): void;
  /** A report is wanted as PDF. */
  printWanted(order: PrintOrder, greeting: Greeting): void;
  /** When the engine that runs now first answered, ms; `null` while it has not: it may be opening a large database. */
  answeringSince(): number | null;
  /** What the engine wants and says of itself. */
  heard(orders: WallOrders): void;
  /** The engine runs but does not answer any more, or answers and does not get on. */
  hangs(how: 'silent' | 'stuck'): void;
}

/** Starts beating; the result ends it. */
export function startHeartbeat(heart: Heart): () => void {
  let missed = 0;
  let ticks: { count: number; since: number } | null = null;
  /** The engine that all of this is about. */
  let about: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let sending = false;

  /** Whether the engine ticks on; an engine that does not say is believed. */
  const ticksOn = ({ ticks: count }: WallOrders): boolean => {
    const now = Date.now();
    if (count === undefined) return true;
    if (ticks?.count !== count) ticks = { count, since: now };
    return now - ticks.since < STUCK;
  };

  const beat = async () => {
    const greeting = heart.greeting();
    const since = heart.answeringSince();
    if (since !== about) {
      about = since;
      missed = 0;
      ticks = null;
    }
    if (greeting) {
      try {
        const orders = await reportTo(greeting, heart.report());
        missed = 0;
        if (orders) heart.heard(orders);
        if (orders && !ticksOn(orders)) {
          ticks = null;
          heart.hangs('stuck');
        }
        if (orders?.past) heart.pastWanted(orders.past, greeting);
        if (orders?.board) heart.boardWanted(orders.board, greeting);
        if (orders?.print) heart.printWanted(orders.print, greeting);
        if (orders?.thumbnailsWanted && !sending) {
          sending = true;
          // Beside the heartbeat and not within it: a picture may take longer than a beat.
          void sendPictures(heart.panes(), greeting).finally(() => {
            sending = false;
          });
        }
      } catch {
        if (since !== null) missed += 1;
        if (missed === UNANSWERED) {
          missed = 0;
          heart.hangs('silent');
        }
      }
    }
    if (!ended) timer = setTimeout(() => void beat(), PERIOD);
  };
  void beat();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

/** Reports, and returns what is wanted. A refusal, with `null`, is an answer too: the engine lives. */
async function reportTo({ url, wallToken }: Greeting, report: WallReport): Promise<WallOrders | null> {
  const answer = await fetch(new URL('/api/v1/wall/report', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${wallToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(report),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const body: unknown = await answer.json().catch(() => null);
  const orders = wallOrders.safeParse(body);
  return answer.ok && orders.success ? orders.data : null;
}
