import type { Minimum } from '../../editor/placing.ts';
import { findWidget } from '../../widgets/registry.ts';

/** Smallest size at which a widget of that type is legible; one that is not known may have any. */
export function minimumOf(type: string): Minimum {
  return findWidget(type)?.minimum ?? { w: 1, h: 1 };
}
