/** Pictures of a past minute of the wall, taken in windows that nobody sees: the wall itself goes on undisturbed. */
import type { Role } from '../contract/live.ts';
import type { PastOrder } from '../contract/past.ts';
import type { WindowSetting } from '../contract/wall.ts';
import type { Greeting } from './engineChild.ts';
import type { FaultLog } from './faultLog.ts';
import { openStudio, type Studio } from './studio.ts';
import { nextFrame, sendTo } from './unseen.ts';
import type { Placement } from './wallPlan.ts';
import type { Locale } from './words.ts';

/** Longest one screen may take until all of it is drawn, ms: the map draws in software on small machines. */
const PATIENCE = 60_000;

export interface PastPicturesOptions {
  readonly preload: string;
  readonly locale: Locale;
  readonly faults: FaultLog;
  placements(): readonly Placement[];
}

/** Takes one screen after the other, to spare the wall. */
export function openPastStudio({ locale, placements, ...options }: PastPicturesOptions): Studio<PastOrder> {
  return openStudio({
    ...options,
    fault: 'past_pictures_failed',
    about: ({ at }) => ({ at }),
    failurePath: ({ id }) => `/wall/past-pictures/${id}/failure`,
    async draw(order, greeting, sittings) {
      for (const role of order.roles) {
        if (!sittings.open) return;
        const { width, height } = nativeSizeOf(role, placements());
        const picture = await sittings.sit({
          size: { width, height },
          setting: settingOf(role, order, greeting, locale),
          name: `the ${role} screen`,
          patience: PATIENCE,
          async take(window) {
            const frame = await nextFrame(window);
            return new Uint8Array(frame.crop({ x: 0, y: 0, width, height }).toPNG());
          },
        });
        await sendTo(greeting, `/wall/past-pictures/${order.id}/${role}`, 'PUT', 'image/png', picture);
      }
    },
  });
}

/** Pixels of the monitor that a role hangs on; a role without one is drawn for a usual monitor. */
export function nativeSizeOf(
  role: Role,
  placements: readonly Pick<Placement, 'display' | 'roles'>[],
): { width: number; height: number } {
  const display = placements.find(({ roles }) => roles.includes(role))?.display;
  if (!display) return { width: 1920, height: 1080 };
  const { bounds, scale } = display;
  return { width: Math.round(bounds.width * scale), height: Math.round(bounds.height * scale) };
}

function settingOf(
  role: Role,
  { at, askedAt, by }: PastOrder,
  { url, wallToken }: Greeting,
  locale: Locale,
): WindowSetting {
  return { roles: [role], engineUrl: url, wallToken, locale, past: { at, askedAt, by } };
}
