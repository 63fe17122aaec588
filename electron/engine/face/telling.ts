/** The live connection, and who tells it that there is news. */
import { createLive } from '../live/index.ts';
import { saysDamaged } from '../store/index.ts';
import type { FaceParts, Later } from './parts.ts';
import type { Reach } from './reach.ts';
import type { Room } from './room.ts';
import type { Work } from './work.ts';

export type Live = ReturnType<typeof openLive>;

export function openLive(parts: FaceParts, reach: Reach, room: Room, work: Work, later: Later) {
  const { measures, care, observe, log } = parts;
  const { access, pairing } = reach;
  const { layouts, sending, interrupts, blanks } = room;
  const { forecasts, questions, alerts, tasks, maps, images } = work;
  return createLive({
    ...{ measures, maps, clock: room.clock },
    asked: {
      forecast: (question) => forecasts.of(question),
      question: (text, who, at) => questions.ask({ text }, who, at),
    },
    tasks: (unit, at) => tasks.board(unit, at),
    alerts: (query, at, who) => alerts.board(who, query, room.pastOnly(at)),
    image: (id) => images.answer(id),
    revision: () => tasks.revision() + alerts.revision() + images.revision(),
    holidays: () => room.holidays.file.days,
    sources: () => parts.sources.list(),
    // Played, the record shows what was sent then; what is sent now comes back with the present.
    scene: ({ at, clock: { mode } }) =>
      mode === 'live' ? sending.over(layouts.scene()) : sending.overAt(layouts.restingAt(at), at),
    bare: (scene) => sending.bare(scene),
    interrupt: () => interrupts.standing(),
    blank: () => blanks.standing(),
    pairing: () => pairing.shown(),
    past: { scene: room.sceneAt, sources: room.sourcesAt, interrupt: (at) => interrupts.at(at) },
    setup: () => {
      const code = access.setup.code();
      return code === null ? null : { url: later.url(), code };
    },
    holds: (who) => access.holds(who),
    notices: () => care.notices.standing(),
    ticked: (ms) => observe.tick(ms),
    failed(err, query) {
      if (saysDamaged(err)) care.damaged(String(err));
      log.error({ err, query }, 'a live question failed');
    },
  });
}

/** Joins what changes to what shows it. */
export function tellOfNews(parts: FaceParts, reach: Reach, room: Room, work: Work, live: Live): void {
  const { sources, care, time } = parts;
  for (const one of [sources, care.notices, work.tasks, work.alerts, room.interrupts, room.blanks])
    one.onChange(() => live.changed());
  for (const one of [room.sending, reach.pairing, reach.network]) one.onChange(() => live.show());
  room.layouts.onShow((publication) => live.show(publication));
  reach.access.setup.onDone(() => live.show());
  reach.access.onChange(() => live.recheck());
  care.notices.join(time);
  care.notices.join({ ...reach.network, acknowledge: () => false });
}

/** What monitoring reads of it. */
export function observeRoom({ observe, sources, time }: FaceParts, live: Live): void {
  observe.sources(() => sources.list());
  observe.read([
    {
      name: 'ioc_wall_clock_ahead_seconds',
      help: "How far the engine's time is ahead of the machine's clock, which was set back",
      value: () => time.aheadS(),
    },
    {
      name: 'ioc_wall_clock_synchronised',
      help: "1 when a time server keeps the machine's clock, 0 when none does, -1 when the system does not say",
      value: () => ({ yes: 1, no: 0, unknown: -1 })[time.synchronised()],
    },
    {
      name: 'ioc_wall_clock_faults',
      help: 'Faults of clocks that stand and nobody has acknowledged',
      value: () => time.notices().length,
    },
    { name: 'ioc_wall_live_subscribers', help: 'Live connections', value: () => live.subscribers() },
    {
      name: 'ioc_wall_live_questions',
      help: 'Different questions asked live',
      value: () => live.questions(),
    },
  ]);
}
