/** Reports on standard forms: forms as data, reports with their way to a signed and locked one, files, and those made by themselves. */
import type { FastifyPluginCallback } from 'fastify';
import type { Instant } from '../../contract/calendar.ts';
import type { PrintOrder } from '../../contract/reports.ts';
import { type Confirm, recordAudit } from '../access/index.ts';
import type { OutgoingMessage } from '../deliveries/index.ts';
import type { Measures } from '../measures/index.ts';
import type { WritableDB } from '../store/index.ts';
import { fileRoutes } from './fileRoutes.ts';
import { formRoutes } from './formRoutes.ts';
import { createForms } from './forms/forms.ts';
import { createReportPrints } from './reportPrints.ts';
import { reportRoutes } from './reportRoutes.ts';
import { createReports } from './reports.ts';
import { reportScheduleRoutes } from './scheduleRoutes.ts';
import { BY_SCHEDULE, createReportSchedules } from './schedules.ts';

export interface Reporting {
  readonly routes: readonly FastifyPluginCallback[];
  /** What the shell is to print now. */
  order(): PrintOrder | null;
  start(): void;
  stop(): void;
}

export interface ReportingParts {
  readonly db: WritableDB;
  readonly measures: Measures;
  readonly assets: string;
  readonly dataDir: string;
  readonly now: () => Instant;
  readonly confirm: Confirm;
  readonly put: (message: OutgoingMessage) => void;
  /** When the shell last reported; `null` when it has not. */
  readonly reportedAt: () => Instant | null;
  readonly failed: (error: unknown) => void;
}

export function createReporting(parts: ReportingParts): Reporting {
  const { db, now } = parts;
  const forms = createForms(parts);
  const reports = createReports({ ...parts, forms });
  const prints = createReportPrints(now);
  const schedules = createReportSchedules({
    ...parts,
    reports,
    written(_before, after) {
      if (!after) return;
      const { id, form, unit, year, months, state, digest } = after;
      recordAudit(db, {
        ...{ at: now(), who: BY_SCHEDULE, what: 'report_made' },
        subject: `${form} ${unit} ${year}/${months} no. ${id}`,
        after: { form, unit, year, months, state, digest },
      });
    },
  });
  return {
    routes: [
      formRoutes({ db, forms, now }),
      reportScheduleRoutes({ db, schedules, forms, now }),
      reportRoutes({ ...parts, reports }),
      fileRoutes({ ...parts, reports, prints }),
    ],
    order: prints.order,
    start: schedules.start,
    stop: schedules.stop,
  };
}
