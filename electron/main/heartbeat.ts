/** The shell's word to the engine every two seconds: what hangs where. */
import { wallOrders } from '../contract/wall.ts';
import type { PastOrder } from '../contract/past.ts';
import type { WallOrders, WallReport } from '../contract/wall.ts';
import type { Greeting } from './engineChild.ts';
import type { Pane } from './pane.ts';
import { sendPictures } from './pictures.ts';

const PERIOD = 2_000;
/** Heartbeats unanswered in a row until a running engine is taken for hung: a minute. */
const UNANSWERED = 30;

export interface Heart {
  greeting(): Greeting | null;
  report(): WallReport;
  panes(): readonly Pane[];
  /** Pictures of a past instant are wanted. */
  pastWanted(order: PastOrder, greeting: Greeting): void;
  /** The engine runs but has not answered for a minute. */
  unanswered(): void;
}

/** Starts beating; the result ends it. */
export function startHeartbeat(heart: Heart): () => void {
  let missed = 0;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let sending = false;

  const beat = async () => {
    const greeting = heart.greeting();
    if (greeting) {
      try {
        const orders = await reportTo(greeting, heart.report());
        missed = 0;
        if (orders?.past) heart.pastWanted(orders.past, greeting);
        if (orders?.thumbnailsWanted && !sending) {
          sending = true;
          // Beside the heartbeat and not within it: a picture may take longer than a beat.
          void sendPictures(heart.panes(), greeting).finally(() => {
            sending = false;
          });
        }
      } catch {
        missed += 1;
        if (missed === UNANSWERED) {
          missed = 0;
          heart.unanswered();
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
    signal: AbortSignal.timeout(PERIOD),
  });
  const body: unknown = await answer.json().catch(() => null);
  const orders = wallOrders.safeParse(body);
  return answer.ok && orders.success ? orders.data : null;
}
