export { Cartogram } from './Cartogram.tsx';
export type { Room } from './freeRoom.ts';
export { Legend } from './Legend.tsx';
export { useOfficeName } from './officeName.ts';
export { packOf } from './packs.ts';
export { type MapPicture, pictureOf } from './picture.ts';
export { RegionMap } from './RegionMap.tsx';
