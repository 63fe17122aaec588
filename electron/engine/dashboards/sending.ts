/** Dashboards on monitors of the wall: at most one for each role, until its time, or until somebody ends it. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { type DashboardDocument, layoutOf, type SentDashboard } from '../../contract/dashboards.ts';
import type { Scene } from '../../contract/layouts.ts';
import type { Role } from '../../contract/live.ts';
import { recordAudit } from '../access/index.ts';
import type { WritableDB } from '../store/index.ts';
import { addSent, endSent, type Sent, sentAt } from './sentStore.ts';

export interface Sending {
  standing(): SentDashboard[];
  /** Those that stood at a past instant. */
  at(at: Instant): SentDashboard[];
  /** Shows a dashboard as it is now; one that stands on that monitor gives way to it. */
  send(asked: Asked, doer: Doer): SentDashboard[];
  /** Ends the one of a role; `false` when there is none. */
  end(role: Role, doer: Doer): boolean;
  /** A scene as it is with what stands now on its monitors: the same object as long as both are the same. */
  over(scene: Scene): Scene;
  /** The same as of a past instant. */
  overAt(scene: Scene, at: Instant): Scene;
  /** A scene as it was before anything was laid over it. */
  bare(scene: Scene): Scene;
  onChange(listener: () => void): void;
}

export interface Asked {
  readonly dashboard: string;
  readonly document: DashboardDocument;
  readonly role: Role;
  /** For so long, min. */
  readonly minutes: number;
}

export interface Doer {
  readonly who: string;
  readonly address: string | null;
}

export function createSending(db: WritableDB, now: () => Instant): Sending {
  /** Those not ended by hand: read once, so that every tick may ask. */
  let newest = sentAt(db, now());
  const listeners: (() => void)[] = [];
  /** What lies under each scene that was laid over. */
  const under = new WeakMap<Scene, Scene>();
  const here = createLaying(under);
  const then = createLaying(under);

  function current(): readonly Sent[] {
    if (newest.some(({ until }) => until <= now())) newest = newest.filter(({ until }) => until > now());
    return newest;
  }

  function changed(at: Instant): void {
    newest = sentAt(db, at);
    for (const tell of listeners) tell();
  }

  return {
    standing: () => current().map(describe),
    at: (at) => sentAt(db, at).map(describe),
    send({ dashboard, document, role, minutes }, { who, address }) {
      const since = now();
      const until = since + minutes * 60_000;
      db.transaction(() => {
        const before = current().find((one) => one.role === role);
        if (before) endSent(db, before.id, since, who);
        addSent(db, { dashboard, document, role, by: who, since, until });
        const subject = `${document.title} (${dashboard}) on ${role}, until ${formatInstant(until)}`;
        recordAudit(db, {
          ...{ at: since, who, address, what: 'dashboard_sent', subject },
          before: before ? told(before) : null,
          after: told({ dashboard, document, until }),
        });
      })();
      changed(since);
      return current().map(describe);
    },
    end(role, { who, address }) {
      const standing = current().find((one) => one.role === role);
      if (!standing) return false;
      const at = now();
      db.transaction(() => {
        endSent(db, standing.id, at, who);
        const subject = `${standing.document.title} on ${role}`;
        recordAudit(db, { at, who, address, what: 'dashboard_ended', subject, before: told(standing) });
      })();
      changed(at);
      return true;
    },
    over: (scene) => here(scene, current()),
    overAt: (scene, at) => then(scene, sentAt(db, at)),
    bare: (scene) => under.get(scene) ?? scene,
    onChange: (listener) => void listeners.push(listener),
  };
}

/** What was sent to a monitor, as the audit trail keeps it. */
function told({ dashboard, document, until }: Pick<Sent, 'dashboard' | 'document' | 'until'>): object {
  return { dashboard, title: document.title, until: formatInstant(until) };
}

/** Lays what was sent over a scene, and gives the same object again for the same two. */
function createLaying(under: WeakMap<Scene, Scene>): (scene: Scene, sent: readonly Sent[]) => Scene {
  let last: { scene: Scene; key: string; laid: Scene } | null = null;
  return (scene, sent) => {
    if (sent.length === 0) return scene;
    const key = sent.map(({ id }) => id).join();
    if (last?.scene !== scene || last.key !== key) {
      last = { scene, key, laid: laidOver(scene, sent) };
      under.set(last.laid, scene);
    }
    return last.laid;
  };
}

function laidOver(scene: Scene, sent: readonly Sent[]): Scene {
  const { span, ...rest } = scene;
  // A monitor with a dashboard is no part of a canvas over several; a canvas over one is that monitor's own layout again.
  const roles = span?.roles.filter((role) => sent.every((one) => one.role !== role)) ?? [];
  return {
    ...rest,
    ...(span && roles.length >= 2 && { span: { ...span, roles } }),
    layouts: {
      ...scene.layouts,
      ...Object.fromEntries(sent.map(({ role, document }) => [role, layoutOf(document)])),
    },
    sent: Object.fromEntries(
      sent.map(({ role, document: { title }, by, since, until }) => [
        role,
        { title, by, since: formatInstant(since), until: formatInstant(until) },
      ]),
    ),
  };
}

function describe({ dashboard, role, document: { title }, by, since, until }: Sent): SentDashboard {
  return { dashboard, role, title, by, since: formatInstant(since), until: formatInstant(until) };
}
