/** What people work with: forecasts, questions, alerts, tasks, pictures, maps, dashboards, reports, closed years. */
import type { Instant } from '../../contract/calendar.ts';
import { WHOLE } from '../access/index.ts';
import { createAlerts, readStartingRules } from '../alerts/index.ts';
import { createDashboards, placedOnDashboards, readTemplates } from '../dashboards/index.ts';
import { createDeliveries } from '../deliveries/index.ts';
import { createForecasts, readShifts } from '../forecast/index.ts';
import { createImages } from '../images/index.ts';
import { helpedQuestions } from '../languageModel/index.ts';
import { placedInScenes } from '../layouts/index.ts';
import { createMapsRoom } from '../maps/index.ts';
import { createQuestions } from '../questions/index.ts';
import { createReporting } from '../reports/index.ts';
import { createTaskCapability } from '../tasks/index.ts';
import { createYears } from '../years/index.ts';
import type { FaceParts, Later } from './parts.ts';
import type { Reach } from './reach.ts';
import type { Room } from './room.ts';

export type Work = ReturnType<typeof createWork>;

export function createWork(parts: FaceParts, reach: Reach, room: Room, later: Later) {
  const { db, measures, assets, dataDir, now, log } = parts;
  const { isHoliday, shownAt, pastOnly } = room;
  const sources = () => parts.sources.list();
  const fault = (sentence: string) => log.error(sentence);
  const units = () => measures.units(shownAt());

  const deliveries = createDeliveries({
    ...{ db, dataDir, now },
    failed: (err) => log.error({ err }, 'a delivery could not be kept'),
  });
  const forecasts = createForecasts({
    ...{ db, measures, now },
    daysOff: new Set(room.holidays.nameOf.keys()),
    shifts: readShifts(assets, fault),
    // Asked from the first look on, when there are questions.
    ask: (query) => questions.ask({ query }, WHOLE, now()),
    failed: (err) => log.error({ err }, 'forecasts could not be made'),
  });
  const alerts = createAlerts({
    ...{ db, measures, sources, deliveries, isHoliday, now },
    sourcesAt: room.sourcesAt,
    landing: (indicator, unit, at) => forecasts.landing(indicator, unit, at)?.probability ?? null,
    starting: readStartingRules(assets, fault),
    failed: (err) => log.error({ err }, 'alerts could not be looked at'),
  });
  const tasks = createTaskCapability({
    ...{ db, now, isHoliday },
    unitsAt: (at) => measures.units(at),
    outbox: { put: (message) => deliveries.put({ ...message, kind: 'task' }) },
    hasEndpoint: (id) => deliveries.ways().endpoints.some((one) => one.id === id),
    alert: (id) => alerts.titleOf(id),
    console: () => reach.network.reached()?.url ?? (later.url() || null),
    failed: (err) => log.error({ err }, 'tasks could not be looked at'),
  });
  const questions = createQuestions({
    ...{ measures, sources, assets },
    now: shownAt,
    beyond: {
      forecast: (question) => forecasts.of(question),
      anomalies: (places) => forecasts.anomalies(places),
      alerts(unit: string, at: Instant) {
        const { counts } = alerts.board(
          { covers: () => true, place: unit },
          { unit, limit: 1 },
          pastOnly(at),
        );
        const { critical, warning, info, unacknowledged } = counts;
        return { open: critical + warning + info, pressing: unacknowledged };
      },
      tasks(unit: string, at: Instant) {
        const { pending, overdue } = tasks.board(unit, at);
        return { open: pending, pressing: overdue };
      },
    },
    warn: fault,
  });
  return {
    ...{ deliveries, forecasts, alerts, tasks, questions, units },
    helped: helpedQuestions({
      ...parts,
      ...{ questions, shownAt },
      failed: (sentence) => log.warn({ sentence }, 'the language model did not help'),
    }),
    images: createImages({
      ...{ db, now },
      places: () => [...placedInScenes(db, room.layouts), ...placedOnDashboards(db, now())],
      changed: () => later.changed(),
    }),
    maps: createMapsRoom({ db, dataDir, assets, units, now, warn: fault, changed: () => later.changed() }),
    years: createYears({ db, measures, sources, program: parts.version, now }),
    dashboards: createDashboards({ db, now, units, templates: readTemplates(assets, fault) }),
    reporting: createReporting({
      ...parts,
      confirm: reach.access.confirm,
      put: (message) => deliveries.put(message),
      reportedAt: () => room.wall.reportedAt(),
      failed: (err) => log.error({ err }, 'a report could not be made by itself'),
    }),
  };
}
