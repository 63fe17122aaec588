/** What a layout of a scene is drawn on: the monitors that hang now, and shapes to look at. */
import type { Layout, SceneDocument } from '../../../electron/contract/layouts.ts';
import { layoutsNamedBy } from '../../../electron/contract/sceneEditing.ts';
import { ROLES } from '../../../electron/contract/live.ts';
import type { Monitor } from '../../../electron/contract/wall.ts';
import { type Surface, surfaceOf, surfaceOfRole, surfaceOfSpan } from '../../screens/screenShape.ts';

export interface NamedSurface {
  readonly key: string;
  /** The monitor; `null` of a mere shape. */
  readonly monitor: string | null;
  /** Pixels of the monitor, or the shape, such as `3840 × 2160` or `21:9`. */
  readonly size: string;
  readonly surface: Surface;
}

export const SHAPES = [
  shape('16:9', 1920, 1080),
  shape('9:16', 1080, 1920),
  shape('21:9', 2560, 1080),
] as const;

function shape(size: string, width: number, height: number): NamedSurface {
  return { key: size, monitor: null, size, surface: surfaceOf(width, height) };
}

/** Every surface that the layout is drawn on as the monitors hang now, each once. */
export function surfacesOf(
  scene: SceneDocument,
  layout: Layout,
  monitors: readonly Monitor[],
): readonly NamedSurface[] {
  const found = layoutsNamedBy(scene)
    .filter(([, id]) => id === layout.id)
    .flatMap(([[where, at]]): NamedSurface[] => {
      if (where === 'span') return spanned(scene, layout, monitors);
      const role = ROLES.find((one) => one === at);
      if (role)
        return named(
          monitors.find(({ roles }) => roles.includes(role)),
          surfaceOfRole(monitors, role),
        );
      const part = monitors.find(({ extra }) => extra?.kind === 'part' && extra.part === Number(at) + 1);
      return named(part, part ? surfaceOf(part.width, part.height) : null);
    });
  return [...new Map(found.map((one) => [one.key, one])).values()];
}

function named(monitor: Monitor | undefined, surface: Surface | null): NamedSurface[] {
  if (!monitor || !surface) return [];
  const { label, scale, width, height } = monitor;
  const size = `${Math.round(width * scale)} × ${Math.round(height * scale)}`;
  return [{ key: `${label} ${size} ${surface.width} ${surface.height}`, monitor: label, size, surface }];
}

function spanned({ span }: SceneDocument, layout: Layout, monitors: readonly Monitor[]): NamedSurface[] {
  const surface = span ? surfaceOfSpan(monitors, { ...span, layout }) : null;
  if (!surface) return [];
  const size = `${Math.round(surface.width)} × ${Math.round(surface.height)}`;
  return [{ key: `span ${size}`, monitor: '', size, surface }];
}
