/** Acts on reports, their forms and schedules, each done once for real. */
import { yearOf } from '../../../electron/contract/calendar.ts';
import { type House, PERSON } from '../house.ts';
import { unit } from '../lines.ts';
import type { Act } from './act.ts';
import { call } from './steps.ts';

let reported = 0;

/** A report of the year before, of a unit of its own. */
async function draftReport(house: House): Promise<{ id: number; digest: string }> {
  reported += 1;
  const key = `BC-${reported}`;
  await (await house.source(`bc-${reported}`)).push([unit(key)]);
  const subject = { form: 'ket-qua-don-vi', unit: key, year: yearOf(Date.now()) - 1, months: 12 };
  const made = await call<{ report: { id: number }; digest: string }>(house, 'POST', '/reports', subject);
  return { id: made.report.id, digest: made.digest };
}

async function checkedReport(house: House) {
  const made = await draftReport(house);
  await call(house, 'POST', `/reports/${made.id}/check`, { digest: made.digest });
  return made;
}

const signReport = (house: House, { id, digest }: { id: number; digest: string }) =>
  house.call('POST', `/reports/${id}/signature`, { digest, password: PERSON.password });

async function reportForm(house: House): Promise<object> {
  return call(house, 'GET', '/reports/forms/ket-qua-don-vi');
}

const reportSchedule = (change: object = {}) => ({
  ...{ form: 'ket-qua-viec', unit: 'U', months: [3, 6, 12], day: 2, time: '06:30' },
  ...{ mailTo: ['phong@thads.local'], enabled: true, ...change },
});

const scheduledReport = async (house: House) =>
  (await call<{ id: number }>(house, 'POST', '/reports/schedules', reportSchedule())).id;

export const REPORTS_CHANGES: Readonly<Record<string, Act>> = {
  'POST /api/v1/reports/forms': {
    ...{ kind: 'form_added', leaves: 'added' },
    do: async (house) =>
      house.call('POST', '/reports/forms', { ...(await reportForm(house)), code: 'rieng', number: 'R-1' }),
  },
  'DELETE /api/v1/reports/forms/{code}': {
    ...{ kind: 'form_withdrawn', leaves: 'removed' },
    async do(house) {
      await call(house, 'POST', '/reports/forms', {
        ...(await reportForm(house)),
        code: 'bo',
        number: 'B-1',
      });
      return house.call('DELETE', '/reports/forms/bo');
    },
  },
  'POST /api/v1/reports/schedules': {
    ...{ kind: 'report_schedule_added', leaves: 'added' },
    do: (house) => house.call('POST', '/reports/schedules', reportSchedule()),
  },
  'PUT /api/v1/reports/schedules/{number}': {
    ...{ kind: 'report_schedule_changed', leaves: 'changed' },
    do: async (house) =>
      house.call(
        'PUT',
        `/reports/schedules/${await scheduledReport(house)}`,
        reportSchedule({ day: 3, mailTo: [] }),
      ),
  },
  'DELETE /api/v1/reports/schedules/{number}': {
    ...{ kind: 'report_schedule_removed', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/reports/schedules/${await scheduledReport(house)}`),
  },
  'POST /api/v1/reports': {
    ...{ kind: 'report_made', leaves: 'added' },
    async do(house) {
      const { id } = await draftReport(house);
      return house.call('GET', `/reports/${id}`);
    },
  },
  'DELETE /api/v1/reports/{number}': {
    ...{ kind: 'report_discarded', leaves: 'removed' },
    do: async (house) => house.call('DELETE', `/reports/${(await draftReport(house)).id}`),
  },
  'POST /api/v1/reports/{number}/recomputation': {
    ...{ kind: 'report_recomputed', leaves: 'changed' },
    async do(house) {
      const { id, digest } = await draftReport(house);
      return house.call('POST', `/reports/${id}/recomputation`, { digest });
    },
  },
  'POST /api/v1/reports/{number}/check': {
    ...{ kind: 'report_checked', leaves: 'changed' },
    async do(house) {
      const { id, digest } = await draftReport(house);
      return house.call('POST', `/reports/${id}/check`, { digest });
    },
  },
  'POST /api/v1/reports/{number}/return': {
    ...{ kind: 'report_sent_back', leaves: 'changed' },
    async do(house) {
      const { id, digest } = await checkedReport(house);
      return house.call('POST', `/reports/${id}/return`, { digest, comment: 'Xem lại dòng 3' });
    },
  },
  'POST /api/v1/reports/{number}/signature': {
    ...{ kind: 'report_signed', leaves: 'changed' },
    do: async (house) => signReport(house, await checkedReport(house)),
  },
  'POST /api/v1/reports/{number}/lock': {
    ...{ kind: 'report_locked', leaves: 'changed' },
    async do(house) {
      const made = await checkedReport(house);
      await signReport(house, made);
      return house.call('POST', `/reports/${made.id}/lock`, { digest: made.digest });
    },
  },
  'POST /api/v1/reports/{number}/amendment': {
    ...{ kind: 'report_made', leaves: 'added' },
    async do(house) {
      const made = await checkedReport(house);
      await signReport(house, made);
      const asked = { digest: made.digest, comment: 'Hồ sơ đến muộn' };
      return house.call('POST', `/reports/${made.id}/amendment`, asked);
    },
  },
};
