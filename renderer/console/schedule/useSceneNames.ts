import { useCallback } from 'react';
import type { ScenesAnswer } from '../../../electron/contract/layouts.ts';
import { useLocale } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useAsked } from '../useAsked.ts';

interface SceneNames {
  readonly scenes: ScenesAnswer['scenes'];
  /** Its title, or its id while that is not known. */
  readonly nameOf: (scene: string) => string;
}

/** The scenes there are, and what they are called in the console's language. */
export function useSceneNames(): SceneNames {
  const locale = useLocale();
  const scenes = useAsked(engine.scenes).value?.scenes;
  const nameOf = useCallback(
    (scene: string) => scenes?.find(({ id }) => id === scene)?.title[locale] ?? scene,
    [scenes, locale],
  );
  return { scenes: scenes ?? [], nameOf };
}
