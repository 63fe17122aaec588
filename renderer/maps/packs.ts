/** The map packs that came with the program, by the unit whose children they draw. */
import { mapPack, type MapPack } from '../../electron/contract/map.ts';

const files = import.meta.glob<unknown>('../../assets/map/*.json', { eager: true, import: 'default' });

const byRoot = new Map<string, MapPack>();
for (const [path, content] of Object.entries(files)) {
  const pack = mapPack.safeParse(content);
  if (!pack.success) throw new Error(`${path} is not a map pack: ${pack.error.message}`);
  byRoot.set(pack.data.root, pack.data);
}

/** The map of the unit's children, or `undefined` when there is none. */
export function packOf(root: string): MapPack | undefined {
  return byRoot.get(root);
}
