/** Every migration, in order. A released one is never edited; a change is a new number. */
import type { WritableDB } from '../database.ts';
import { up as logAndCube } from './0001-log-and-cube.ts';
import { up as access } from './0002-access.ts';
import { up as layouts } from './0004-layouts.ts';
import { up as connections } from './0005-connections.ts';
import { up as care } from './0006-care.ts';
import { up as unitCases } from './0008-unit-cases.ts';
import { up as playback } from './0101-playback.ts';
import { up as packedLog } from './0102-packed-log.ts';
import { up as yearClose } from './0110-year-close.ts';
import { up as places } from './0111-places.ts';
import { up as pastMinutes } from './0120-past-minutes.ts';
import { up as clockFaults } from './0121-clock-faults.ts';
import { up as unitPapers } from './0130-unit-papers.ts';
import { up as schedules } from './0200-schedules.ts';
import { up as roles } from './0300-roles.ts';
import { up as auditChain } from './0301-audit-chain.ts';
import { up as secondFactor } from './0302-second-factor.ts';
import { up as network } from './0310-network.ts';
import { up as layoutEditing } from './0320-layout-editing.ts';
import { up as sceneVersions } from './0321-scene-versions.ts';
import { up as dashboards } from './0330-dashboards.ts';
import { up as openId } from './0340-openid.ts';
import { up as organisation } from './0345-organisation.ts';
import { up as deliveries } from './0350-deliveries.ts';
import { up as alerts } from './0351-alerts.ts';
import { up as targetProposals } from './0352-target-proposals.ts';
import { up as tasks } from './0380-tasks.ts';
import { up as taskRounds } from './0381-task-rounds.ts';
import { up as reports } from './0400-reports.ts';
import { up as forecasts } from './0420-forecasts.ts';
import { up as languageModel } from './0421-language-model.ts';
import { up as maps } from './0440-maps.ts';
import { up as streets } from './0470-streets.ts';
import { up as images } from './0475-images.ts';
import { up as unusual } from './0480-unusual.ts';

export interface Migration {
  number: number;
  up: (db: WritableDB) => void;
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 1, up: logAndCube },
  { number: 2, up: access },
  { number: 4, up: layouts },
  { number: 5, up: connections },
  { number: 6, up: care },
  { number: 8, up: unitCases },
  { number: 101, up: playback },
  { number: 102, up: packedLog },
  { number: 110, up: yearClose },
  { number: 111, up: places },
  { number: 120, up: pastMinutes },
  { number: 121, up: clockFaults },
  { number: 130, up: unitPapers },
  { number: 200, up: schedules },
  { number: 300, up: roles },
  { number: 301, up: auditChain },
  { number: 302, up: secondFactor },
  { number: 310, up: network },
  { number: 320, up: layoutEditing },
  { number: 321, up: sceneVersions },
  { number: 330, up: dashboards },
  { number: 340, up: openId },
  { number: 345, up: organisation },
  { number: 350, up: deliveries },
  { number: 351, up: alerts },
  { number: 352, up: targetProposals },
  { number: 380, up: tasks },
  { number: 381, up: taskRounds },
  { number: 400, up: reports },
  { number: 420, up: forecasts },
  { number: 421, up: languageModel },
  { number: 440, up: maps },
  { number: 470, up: streets },
  { number: 475, up: images },
  { number: 480, up: unusual },
];
