import type { PageContent } from '../../electron/contract/faults.ts';
import type { WallBridge } from './setting.ts';

/** A beat this often; one animation frame each, so that a resting wall stays at rest in between. */
const BEAT_MS = 1_000;
/** Shades that the corner goes through; all as dark as the ground. */
const SHADES = 8;

/**
 * Tells the shell that this window still paints, and what. A frame is asked for once a second: it comes only if the
 * compositor really makes one. With it a corner of two pixels changes its shade, which the shell looks for in the
 * picture that reaches the screen. Returns the way to stop it.
 */
export function startHeartbeat(
  bridge: Pick<WallBridge, 'painted' | 'onRedraw'>,
  content: () => PageContent,
): () => void {
  const corner = document.createElement('i');
  corner.className = 'corner';
  document.body.append(corner);
  let frame = 0;
  let request = 0;
  function beat(): void {
    cancelAnimationFrame(request);
    request = requestAnimationFrame(() => {
      frame += 1;
      const shade = 8 + 6 * (frame % SHADES);
      corner.style.backgroundColor = `rgb(${shade}, 24, 32)`;
      bridge.painted(frame, content());
    });
  }
  beat();
  const beats = setInterval(beat, BEAT_MS);
  const endRedrawing = bridge.onRedraw(() => {
    redraw();
    beat();
  });
  return () => {
    clearInterval(beats);
    cancelAnimationFrame(request);
    endRedrawing();
    corner.remove();
  };
}

/** Has everything laid out and painted anew, and what draws by itself told that it must. */
function redraw(): void {
  const { style } = document.body;
  style.display = 'none';
  document.body.getBoundingClientRect();
  style.display = '';
  window.dispatchEvent(new Event('resize'));
}
