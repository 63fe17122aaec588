/** Who hangs where: the plan for the monitors there are, what is remembered of it, and how sure it is. */
import { ROLES } from '../contract/live.ts';
import type { Role } from '../contract/live.ts';
import type { BindingState, HungRole, Monitor, Standing, WantedHanging } from '../contract/wall.ts';
import type { BindingsFile } from './bindingsFile.ts';
import type { FaultLog } from './faultLog.ts';
import type { Display } from './fingerprint.ts';
import {
  bindingStateOf,
  memoryAfter,
  memoryConfirmed,
  placementsWanted,
  seenAfter,
  seenOn,
} from './learning.ts';
import type { Memory } from './memory.ts';
import { positionsOf } from './readingOrder.ts';
import type { Seen } from './recognition.ts';
import { isWhole, planWall } from './wallPlan.ts';
import type { Placement, Plan } from './wallPlan.ts';

export interface Binder {
  /** Plans for these monitors, and learns where that is sure. */
  plan(displays: readonly Display[]): void;
  /** A person says that this is right; what is planned from now on follows it. */
  confirm(placements: readonly Placement[]): void;
  /** What a person wants, as placements. Throws an Error naming what cannot be. */
  wanted(hanging: WantedHanging): Placement[];
  placements(): readonly Placement[];
  standings(): ReadonlyMap<Role, Standing>;
  state(): BindingState;
  /** The monitors, as people are told of them. */
  monitors(): Monitor[];
  /** The monitor of every role. */
  arrangement(): HungRole[];
}

export interface BinderOptions {
  bindings: BindingsFile;
  faults: FaultLog;
}

export function makeBinder({ bindings, faults }: BinderOptions): Binder {
  let memory = bindings.load();
  let seen: Seen = new Map();
  let displays: readonly Display[] = [];
  let plan: Plan = { placements: [], standings: new Map(), wanted: false, away: [] };
  let noted = '';

  function keep(next: Memory): void {
    memory = next;
    try {
      bindings.save(next);
    } catch (error) {
      // It holds for this run; a disk that cannot be written is told of elsewhere too.
      faults.add('bindings_refused', { why: error instanceof Error ? error.message : String(error) });
    }
  }

  function planAnew(): void {
    plan = planWall(displays, memory, seen);
    const learnt = memoryAfter(plan, memory);
    seen = seenAfter(plan, seen);
    if (learnt) {
      keep(learnt);
      // The same hanging, now that it is known.
      plan = planWall(displays, memory, seen);
    }
    note();
  }

  /** The story of the monitors is part of the story of the wall. */
  function note(): void {
    const { state } = bindingStateOf(plan, memory);
    const hangs = plan.placements.map(({ display, roles }) => ({
      label: display.label,
      at: `${display.bounds.width}x${display.bounds.height}+${display.bounds.x}+${display.bounds.y}`,
      roles,
    }));
    const now = JSON.stringify({ hangs, state });
    if (noted !== '' && noted !== now) faults.add('monitors_changed', { monitors: hangs, binding: state });
    noted = now;
  }

  return {
    plan(now) {
      displays = now;
      planAnew();
    },
    confirm(placements) {
      const confirmed = { ...plan, placements: [...placements] };
      keep(memoryConfirmed(confirmed, memory, new Date().toISOString()));
      if (isWhole(placements)) seen = seenOn(placements);
      planAnew();
    },
    wanted: (hanging) => placementsWanted(plan.placements, hanging),
    placements: () => plan.placements,
    standings: () => plan.standings,
    state: () => bindingStateOf(plan, memory),
    monitors() {
      const positions = positionsOf(plan.placements.map(({ display }) => display));
      return plan.placements.flatMap(({ display, roles, extra }, place) => {
        const position = positions[place];
        if (!position) return [];
        const { id, label, scale, bounds } = display;
        return {
          ...{ id, label, scale, position, roles, extra },
          x: Math.round(bounds.x),
          y: Math.round(bounds.y),
          width: Math.round(bounds.width),
          height: Math.round(bounds.height),
        };
      });
    },
    arrangement: () =>
      ROLES.flatMap((role) => {
        const found = plan.placements.find(({ roles }) => roles.includes(role));
        if (!found) return [];
        const { x, y, width, height } = found.display.bounds;
        return { role, x, y, width, height };
      }),
  };
}
