/**
 * Every screen and every widget in every state, in both themes, both languages and all shapes: nothing too small to be read from where
 * people sit, nothing pale, nothing cut off, nothing over anything else. And no picture changes unseen.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIN_ARC_MINUTES } from '../../renderer/ui/legibility.ts';
import { differences } from '../visual/differences.ts';
import { type Gallery, openGallery } from '../visual/gallery.ts';
import { readKept } from '../visual/kept.ts';
import { kept, nameOf, type Picture, ruled } from '../visual/pictures.ts';
import { arcMinutes, faultsOf } from '../visual/rules.ts';
import { describeWithRuntime } from './support/ground.ts';

const STATISTICS: Picture = {
  show: 'layout:statistics',
  state: 'live',
  theme: 'night',
  locale: 'vi',
  shape: '1080p',
};

describeWithRuntime('the gallery', () => {
  let gallery: Gallery;

  beforeAll(async () => {
    gallery = await openGallery();
  });
  afterAll(() => gallery?.close());

  it.each(ruled().map((picture) => [nameOf(picture), picture] as const))(
    '%s is read from across the room',
    async (_name, picture) => {
      const page = await gallery.show(picture);
      const written = await gallery.written(page);
      expect(written.length).toBeGreaterThan(3);
      expect(faultsOf(written, picture.shape)).toEqual([]);
    },
  );

  it('has main figures of 22 minutes of arc and more', async () => {
    const page = await gallery.show(STATISTICS);
    const figures = await page.$$eval('.figure-number', (all) =>
      all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
    );
    expect(figures.length).toBeGreaterThanOrEqual(5);
    for (const size of figures) expect(arcMinutes(size, '1080p')).toBeGreaterThanOrEqual(MAIN_ARC_MINUTES);
  });

  it('keeps the failure of a widget in its own box', async () => {
    const page = await gallery.show({ ...STATISTICS, state: 'throws' });
    // Both heroes ask the question that cannot be read.
    expect(await page.locator('.notice[data-tone="fault"]').count()).toBe(2);
    expect(await page.locator('.figure-number').count()).toBeGreaterThanOrEqual(2);
  });

  describe('looks as it was kept (npm run fingerprints keeps it as it is now)', () => {
    const before = readKept();

    it.each(kept().map((picture) => [nameOf(picture), picture] as const))('%s', async (name, picture) => {
      const page = await gallery.show(picture);
      const old = before.get(name);
      const now = await gallery.fingerprint(page, picture.shape);
      expect(old ? differences(old, now) : ['is not kept']).toEqual([]);
    });

    it('and nothing else is kept', () => {
      expect([...before.keys()].sort()).toEqual(kept().map(nameOf).sort());
    });
  });

  describe('a change is noticed', () => {
    /** What is told of a picture after something was done to its first mark of a status. */
    async function after(change: (mark: HTMLElement) => void): Promise<string[]> {
      const page = await gallery.show(STATISTICS);
      const before = await gallery.fingerprint(page, '1080p');
      await page.locator('.status-shape').first().evaluate(change);
      return differences(before, await gallery.fingerprint(page, '1080p'));
    }

    it('of a mark that moved by its own width', async () => {
      const told = await after((mark) => {
        mark.style.transform = 'translateX(0.75rem)';
      });
      expect(told.join()).toMatch(/status-shape path .*: from/);
    });

    it('of a mark in another colour', async () => {
      const told = await after((mark) => {
        mark.style.setProperty('--status', 'var(--missed)');
      });
      expect(told.join()).toMatch(/status-shape path in #\w+: (gone|new)/);
    });

    it('of a mark that is missing', async () => {
      const told = await after((mark) => mark.remove());
      expect(told.join()).toMatch(/status-shape path .*: gone/);
    });

    it('of words, and of what is painted without an element of its own', async () => {
      const page = await gallery.show(STATISTICS);
      const before = await gallery.fingerprint(page, '1080p');
      await page
        .locator('.hero')
        .first()
        .evaluate((hero) => {
          hero.style.backgroundImage = 'linear-gradient(#802020, #802020)';
          hero.querySelector('.hero-name')?.append('!');
        });
      const told = differences(before, await gallery.fingerprint(page, '1080p')).join();
      expect(told).toContain('!” at');
      expect(told).toMatch(/the part \d+, \d+ of the picture/);
    });

    it('of nothing when nothing was changed', async () => {
      expect(await after(() => undefined)).toEqual([]);
    });
  });

  it('draws the same picture twice, pixel by pixel', async () => {
    const first = await (await gallery.show(STATISTICS)).screenshot();
    expect((await (await gallery.show(STATISTICS)).screenshot()).equals(first)).toBe(true);
  });
});
