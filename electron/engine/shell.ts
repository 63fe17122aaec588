/** The private channel to the shell that started the engine, if one did. */
import type { EngineReady } from '../contract/wall.ts';

/** What Electron puts on `process` inside a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
}

export interface Shell {
  greet(ready: EngineReady & { wallToken: string }): void;
  /** Called when the shell is gone: an engine without one must not stay behind. */
  onGone(listener: () => void): void;
}

export function shellOf(running: NodeJS.Process): Shell | null {
  const port: unknown = Reflect.get(running, 'parentPort');
  if (isParentPort(port))
    // Electron ends its utility processes itself.
    return { greet: (ready) => port.postMessage(ready), onGone: () => undefined };
  if (typeof running.send !== 'function') return null;
  return {
    greet: (ready) => void running.send?.(ready),
    onGone: (listener) => void running.once('disconnect', listener),
  };
}

function isParentPort(value: unknown): value is ParentPort {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'postMessage') === 'function'
  );
}
