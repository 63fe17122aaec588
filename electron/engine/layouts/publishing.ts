/** Publishing in two phases: every window draws the scene out of sight first; only when all have, it is recorded and shown. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { Layout, Scene, WidgetFault } from '../../contract/layouts.ts';
import type { Role } from '../../contract/live.ts';
import type { PublishingAnswer, WindowProgress } from '../../contract/sceneEditing.ts';
import { ProblemError } from '../problems/index.ts';

/** A window that is not ready by then refuses the whole, ms. */
const PATIENCE_MS = 20_000;

/** The windows of the wall. */
export interface Windows {
  /** Asks all of them; returns their roles, and tells how they get on. */
  prepare(
    preparation: {
      readonly publication: string;
      readonly scene: Scene;
      readonly layouts: readonly Layout[];
    },
    heard: (event: { role: Role; faults: readonly WidgetFault[]; gone: boolean }) => void,
  ): Role[];
  discard(publication: string): void;
}

export interface Prepared {
  readonly publication: string;
  readonly windows: WindowProgress[];
}

export interface Publishing {
  state(): PublishingAnswer;
  /** Resolves when every window is ready. Throws 409 with `notReady`, and while another publication is under way. */
  prepare(what: {
    readonly id: string;
    readonly by: string;
    readonly scene: Scene;
    readonly layouts: readonly Layout[];
  }): Promise<Prepared>;
  /** Ends what was prepared; `shown`: it is on the wall now. */
  end(publication: string, shown: boolean): void;
}

export function createPublishing(windows: Windows, now: () => Instant, patienceMs = PATIENCE_MS): Publishing {
  let count = 0;
  let under: { publication: string; scene: string; by: string; since: Instant } | null = null;
  let progress: WindowProgress[] = [];

  function end(publication: string, shown: boolean): void {
    if (under?.publication !== publication) return;
    if (!shown) windows.discard(publication);
    under = null;
  }

  return {
    state: () => ({
      publishing: under && {
        scene: under.scene,
        by: under.by,
        since: formatInstant(under.since),
        windows: progress,
      },
    }),
    async prepare({ id, by, scene, layouts }) {
      if (under)
        throw new ProblemError(
          409,
          `${under.by} publishes "${under.scene}" at this moment; try again shortly.`,
        );
      count += 1;
      const publication = `${now()}-${count}`;
      const since = now();
      under = { publication, scene: id, by, since };
      progress = [];
      const asked = await new Promise<WindowProgress[]>((resolve) => {
        const late = setTimeout(() => settle('late'), patienceMs);
        const states = new Map<Role, WindowProgress>();
        function settle(rest?: 'late'): void {
          const all = [...states.values()];
          progress = all.map((one) => (rest && one.state === 'preparing' ? { ...one, state: rest } : one));
          const failed = progress.some(({ state }) => state !== 'preparing' && state !== 'ready');
          if (!failed && progress.some(({ state }) => state === 'preparing')) return;
          clearTimeout(late);
          resolve(progress);
        }
        const roles = windows.prepare({ publication, scene, layouts }, ({ role, faults, gone }) => {
          const state = gone ? 'gone' : faults.length > 0 ? 'faulty' : 'ready';
          states.set(role, { role, state, ms: gone ? null : now() - since, faults: [...faults] });
          settle();
        });
        for (const role of roles)
          if (!states.has(role)) states.set(role, { role, state: 'preparing', ms: null, faults: [] });
        settle();
      });
      if (asked.every(({ state }) => state === 'ready')) return { publication, windows: asked };
      end(publication, false);
      throw new ProblemError(409, notReadyWords(asked), { more: { windows: asked } });
    },
    end,
  };
}

const WORDS = { late: 'was not ready in time', gone: 'went away', faulty: 'cannot draw a widget' } as const;

function notReadyWords(windows: readonly WindowProgress[]): string {
  const reasons = windows.flatMap(({ role, state, faults }) => {
    if (state === 'ready' || state === 'preparing') return [];
    const [fault] = faults;
    const where = fault ? ` ("${fault.widget}" of "${fault.layout}": ${fault.detail})` : '';
    return [`the screen "${role}" ${WORDS[state]}${where}`];
  });
  return `Nothing was published: ${reasons.join('; ')}. The wall shows what it showed.`;
}
