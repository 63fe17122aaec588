import type { WallBridge } from './setting.ts';

/** A beat this often; one animation frame each, so that a resting wall stays at rest in between. */
const BEAT_MS = 1_000;

/**
 * Tells the shell that this window still paints. The frame is asked for once a second: it comes only if
 * the compositor really makes one. Returns the way to stop it.
 */
export function startHeartbeat(bridge: Pick<WallBridge, 'painted'>): () => void {
  let frame = 0;
  let request = 0;
  function beat(): void {
    request = requestAnimationFrame(() => {
      frame += 1;
      bridge.painted(frame);
    });
  }
  beat();
  const beats = setInterval(beat, BEAT_MS);
  return () => {
    clearInterval(beats);
    cancelAnimationFrame(request);
  };
}
