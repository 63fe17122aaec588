/**
 * Every operation that changes what is set, done once for real, with what it must leave in the audit trail; and the
 * operations that change nothing that is set, with the reason. Together they name every writing operation of the API.
 */
import type { Act } from './acts/act.ts';
import { FIGURES_CHANGES } from './acts/figures.ts';
import { PEOPLE_CHANGES } from './acts/people.ts';
import { REPORTS_CHANGES } from './acts/reports.ts';
import { PICTURES_CHANGES } from './acts/pictures.ts';
import { WALL_CHANGES } from './acts/wall.ts';
import { DASHBOARDS_CHANGES } from './acts/dashboards.ts';
import { ALERTS_CHANGES } from './acts/alerts.ts';
import { TASK_CHANGES, TASK_CHANGES_NOTHING } from './acts/tasks.ts';

export const CHANGES: Readonly<Record<string, Act>> = {
  ...FIGURES_CHANGES,
  ...PEOPLE_CHANGES,
  ...REPORTS_CHANGES,
  ...PICTURES_CHANGES,
  ...WALL_CHANGES,
  ...DASHBOARDS_CHANGES,
  ...ALERTS_CHANGES,
  ...TASK_CHANGES,
};

const OF_THE_WALL = 'what the shell tells the engine';
const DRAFT = 'nothing is in force by it until it is published';
const LOOKS = 'looks, and changes nothing';

/** Why an operation has nothing before and after to tell of. */
export const CHANGES_NOTHING: Readonly<Record<string, string>> = {
  ...TASK_CHANGES_NOTHING,
  'POST /api/v1/openid/code': 'signs in',
  'POST /api/v1/openid/test': LOOKS,
  'POST /api/v1/alerts/rules/dry-run': LOOKS,
  'POST /api/v1/targets/split': LOOKS,
  'POST /api/v1/targets/imports': LOOKS,
  'POST /api/v1/deliveries/mail/test': LOOKS,
  'POST /api/v1/deliveries/endpoints/{id}/test': LOOKS,
  'POST /api/v1/organisation/imports': LOOKS,
  'PUT /api/v1/organisation/imports/{number}/options': LOOKS,
  'DELETE /api/v1/organisation/imports/{number}': LOOKS,
  'POST /api/v1/maps': DRAFT,
  'PUT /api/v1/maps/{number}/options': DRAFT,
  'PUT /api/v1/maps/{number}/table': DRAFT,
  'DELETE /api/v1/maps/{number}': DRAFT,
  'POST /api/v1/questions': LOOKS,
  'POST /api/v1/questions/model/trial': LOOKS,
  'POST /api/v1/mcp': LOOKS,
  'POST /api/v1/session': 'signs in',
  'DELETE /api/v1/session': 'signs out',
  'POST /api/v1/account/second-factor': 'nothing is in force by it until the first code',
  'POST /api/v1/sources/test': LOOKS,
  'POST /api/v1/sources/{id}/events': 'data',
  'POST /api/v1/sources/{id}/quarantine/{n}/replay': 'data',
  'POST /api/v1/scenes': DRAFT,
  'PUT /api/v1/scenes/{id}/draft': DRAFT,
  'POST /api/v1/scenes/{id}/draft/drop': DRAFT,
  'POST /api/v1/wall/identify': 'shows signs for a moment',
  'PUT /api/v1/wall/thumbnails/{role}': OF_THE_WALL,
  'POST /api/v1/wall/report': OF_THE_WALL,
  'POST /api/v1/wall/orders/{id}/outcome': OF_THE_WALL,
  'POST /api/v1/wall/past-pictures': LOOKS,
  'PUT /api/v1/wall/past-pictures/{id}/{role}': OF_THE_WALL,
  'POST /api/v1/wall/past-pictures/{id}/failure': OF_THE_WALL,
  'POST /api/v1/dashboards/{id}/exports': LOOKS,
  'POST /api/v1/reports/{number}/prints': LOOKS,
  'PUT /api/v1/wall/report-prints/{print}': OF_THE_WALL,
  'POST /api/v1/wall/report-prints/{print}/failure': OF_THE_WALL,
  'PUT /api/v1/wall/board-exports/{export}': OF_THE_WALL,
  'POST /api/v1/wall/board-exports/{export}/failure': OF_THE_WALL,
  'POST /api/v1/pairing': 'shows a code for two minutes',
  'DELETE /api/v1/pairing': 'takes the code away',
  'POST /api/v1/system/backups': 'copies',
  'POST /api/v1/system/backups/{file}/verification': LOOKS,
  'POST /api/v1/system/check': LOOKS,
  'POST /api/v1/system/put-away': 'does now what is done every night',
  'POST /api/v1/system/notices/{id}/acknowledgement': 'says that somebody has read it',
};
