/** The shell's word to the engine every two seconds: what hangs where, and pictures of it when somebody looks. */
import { wallOrders } from '../contract/wall.ts';
import type { WallReport } from '../contract/wall.ts';
import type { Greeting } from './engineChild.ts';
import type { Pane } from './pane.ts';

const PERIOD = 2_000;
/** Heartbeats unanswered in a row until a running engine is taken for hung: a minute. */
const UNANSWERED = 30;
/** Width of a picture, px. */
const PICTURE_WIDTH = 480;
const PICTURE_QUALITY = 70;

export interface Heart {
  greeting(): Greeting | null;
  report(): WallReport;
  panes(): readonly Pane[];
  /** The engine runs but has not answered for a minute. */
  unanswered(): void;
}

/** Starts beating; the result ends it. */
export function startHeartbeat(heart: Heart): () => void {
  let missed = 0;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  const beat = async () => {
    const greeting = heart.greeting();
    if (greeting) {
      try {
        await reportTo(greeting, heart);
        missed = 0;
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

async function reportTo({ url, wallToken }: Greeting, heart: Heart): Promise<void> {
  const authorization = `Bearer ${wallToken}`;
  const answer = await fetch(new URL('/api/v1/wall/report', url), {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(heart.report()),
    signal: AbortSignal.timeout(PERIOD),
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    return;
  }
  const orders = wallOrders.parse(await answer.json());
  if (!orders.thumbnailsWanted) return;
  for (const pane of heart.panes()) await sendPicture(pane, url, authorization);
}

/** The picture of a monitor stands for each of its roles. */
async function sendPicture(pane: Pane, url: string, authorization: string): Promise<void> {
  const image = await pane.picture();
  if (!image) return;
  const body = image.resize({ width: PICTURE_WIDTH, quality: 'good' }).toJPEG(PICTURE_QUALITY);
  for (const role of pane.roles()) {
    const answer = await fetch(new URL(`/api/v1/wall/thumbnails/${role}`, url), {
      method: 'PUT',
      headers: { authorization, 'content-type': 'image/jpeg' },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(PERIOD),
    });
    await answer.body?.cancel();
  }
}
