import { expect, it } from 'vitest';
import { MODES, MONITORS } from '../../build/rig/sizes.ts';
import { describeOnRig } from './support/ground.ts';
import { openTestWall } from './support/wall.ts';

describeOnRig('the wall on four monitors', (rig) => {
  it('covers each monitor with one window', async () => {
    const wall = await openTestWall(rig());
    try {
      await wall.untilWindows(MONITORS);
      const places = await wall.places();
      const { width, height } = MODES['1920x1080'];
      expect(places.map((place) => place.monitor)).toEqual([0, 1, 2, 3]);
      expect(places.map((place) => place.bounds)).toEqual(
        [0, 1, 2, 3].map((monitor) => ({ x: width * monitor, y: 0, width, height })),
      );
      expect(places.every((place) => place.fullScreen)).toBe(true);
    } finally {
      await wall.close();
    }
  });
});
