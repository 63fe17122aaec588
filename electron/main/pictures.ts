/** Pictures of the wall for the console. */
import type { Greeting } from './engineChild.ts';
import type { Pane } from './pane.ts';

/** Width of a picture, px. */
const WIDTH = 480;
/** JPEG quality, 0 to 100. */
const QUALITY = 70;
/** Longest a picture may take to be handed over, ms. */
const PATIENCE = 5_000;

/** Takes and hands over a picture of every monitor, one after the other to spare the graphics; never rejects. */
export async function sendPictures(panes: readonly Pane[], greeting: Greeting): Promise<void> {
  for (const pane of panes) {
    try {
      await sendPicture(pane, greeting);
    } catch {
      // The engine or the window went away meanwhile; the next round is two seconds off.
    }
  }
}

/** The picture of a monitor stands for each of its roles. */
async function sendPicture(pane: Pane, { url, wallToken }: Greeting): Promise<void> {
  const image = await pane.picture();
  if (!image) return;
  const body = new Uint8Array(image.resize({ width: WIDTH, quality: 'good' }).toJPEG(QUALITY));
  for (const role of pane.roles()) {
    const answer = await fetch(new URL(`/api/v1/wall/thumbnails/${role}`, url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${wallToken}`, 'content-type': 'image/jpeg' },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
    await answer.body?.cancel();
  }
}
