/** The live connection: what windows and consoles ask for, and what the engine sends on each tick. */
import { z } from 'zod';
import {
  figuresAnswer,
  flowsAnswer,
  instantText,
  latestAnswer,
  measuresAnswer,
  rankingAnswer,
  seriesAnswer,
  sourceHealth,
  step,
  trendsAnswer,
  unitNode,
  value,
} from './answers.ts';
import { liveForecast } from './forecasts.ts';
import { distributedBy, distributionAnswer } from './breakdown.ts';
import { indicator } from './indicators.ts';
import { mapPack } from './map.ts';
import { mapFocus } from './maps.ts';
import { imageAnswer, imageId } from './images.ts';
import { holiday } from './holidays.ts';
import { layout, scene, widgetFault } from './layouts.ts';
import { blank } from './blank.ts';
import { alertBoard } from './alerts.ts';
import { interrupt } from './interrupts.ts';
import { pairingNotice } from './pairing.ts';
import { notice } from './notices.ts';
import { streetsTold } from './streets.ts';
import { taskBoardAnswer } from './taskBoard.ts';
import { bookmark, playback, playbackSettings } from './playback.ts';
import { liveQuestion, QUESTION_MAX } from './questions.ts';

const unit = z.string().min(1);
const indicators = z.array(z.string().min(1)).min(1).max(64);
/** Statistical year; left out, the year of the data clock. */
const year = z.int().min(1900).max(9999).optional();

export const query = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('values'), units: z.array(unit).min(1).max(1000), indicators, year }),
  z.strictObject({ ask: z.literal('figures'), unit, indicators, year }),
  z.strictObject({
    ask: z.literal('ranking'),
    unit,
    indicators,
    year,
    level: z.enum(['province', 'region', 'room']),
  }),
  z.strictObject({
    ask: z.literal('series'),
    unit,
    indicator: z.string().min(1),
    /** Years before the clock's: 0 is this statistical year so far, 1 the whole of the one before. */
    yearsBack: z.int().min(0).max(20),
    step,
  }),
  /** The line of the last 30 days of each unit of a level below `unit`. */
  z.strictObject({
    ask: z.literal('trends'),
    unit,
    indicator: z.string().min(1),
    level: z.enum(['province', 'region', 'room']),
    year,
  }),
  /** The letters of the table, in cases and in đồng. */
  z.strictObject({ ask: z.literal('measures'), unit, year }),
  /** An indicator told apart by a dimension; by enforcer only for whoever may see cases. */
  z.strictObject({
    ask: z.literal('distribution'),
    unit,
    indicator: z.string().min(1),
    by: distributedBy,
    year,
  }),
  z.strictObject({ ask: z.literal('flows'), unit, year }),
  /** The map of a unit's offices that somebody published, and what the room looks at on it. */
  z.strictObject({ ask: z.literal('map'), unit }),
  z.strictObject({ ask: z.literal('focus'), unit }),
  /** Streets and waters under maps, where somebody chose a file of them. */
  z.strictObject({ ask: z.literal('streets') }),
  /** A picture, whole. */
  z.strictObject({ ask: z.literal('image'), image: imageId }),
  z.strictObject({ ask: z.literal('latest'), unit, limit: z.int().min(1).max(100) }),
  /** Alerts that need somebody, of a unit and what is below it; `null`: of all that may be seen. */
  z.strictObject({ ask: z.literal('alerts'), unit: unit.nullable(), limit: z.int().min(1).max(100) }),
  /** Where an indicator is heading until its statistical year ends; answered when it is made. */
  z.strictObject({
    ask: z.literal('forecast'),
    unit,
    indicator: z.string().min(1),
    step: step.default('week'),
  }),
  /** A question in words as somebody of that unit asks it, answered anew as figures change. */
  z.strictObject({ ask: z.literal('question'), unit, text: z.string().min(1).max(QUESTION_MAX) }),
  z.strictObject({ ask: z.literal('tasks'), unit }),
  z.strictObject({ ask: z.literal('units') }),
  z.strictObject({ ask: z.literal('holidays') }),
  z.strictObject({ ask: z.literal('catalogue') }),
]);
export type Query = z.infer<typeof query>;
export type Ask = Query['ask'];

export const answers = {
  values: z.object({
    at: instantText,
    units: z.record(z.string(), z.record(z.string(), value)),
  }),
  figures: figuresAnswer,
  ranking: rankingAnswer,
  series: seriesAnswer,
  trends: trendsAnswer,
  measures: measuresAnswer,
  distribution: distributionAnswer,
  flows: flowsAnswer,
  /** `null`: the map that came with the program. */
  map: z.object({ unit: z.string(), pack: mapPack.nullable() }),
  focus: z.object({ unit: z.string(), focus: mapFocus.nullable() }),
  streets: streetsTold,
  image: imageAnswer,
  latest: latestAnswer,
  alerts: alertBoard,
  forecast: liveForecast,
  question: liveQuestion,
  tasks: taskBoardAnswer,
  units: z.object({ units: z.array(unitNode) }),
  /** Public holidays that the agency knows of, in order. */
  holidays: z.object({ days: z.array(holiday) }),
  catalogue: z.object({ indicators: z.array(indicator) }),
} as const satisfies Record<Ask, z.ZodType>;
export type Answers = { [A in Ask]: z.infer<(typeof answers)[A]> };
export type AnswerTo<Q extends Query> = Answers[Q['ask']];

/** Live: values at now. Playback: values at a recorded instant, moving at `speed` (1 is real time). */
export const clock = z.object({
  mode: z.enum(['live', 'playback']),
  at: instantText,
  speed: z.number(),
  /** In playback only. */
  playback: playback.optional(),
});
export type Clock = z.infer<typeof clock>;

export const clockAnswer = z.object({
  /** The engine's own time. */
  now: instantText,
  clock,
  /** Earliest first. */
  bookmarks: z.array(bookmark),
  settings: playbackSettings,
});
export type ClockAnswer = z.infer<typeof clockAnswer>;

/** What a window is on the wall. */
export const ROLES = ['statistics', 'map', 'trends', 'operations'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

export const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), id: z.string().min(1).max(128), query }),
  z.strictObject({ type: z.literal('unsubscribe'), id: z.string().min(1).max(128) }),
  /** A wall window names its role and is told what to show, now and at every change. */
  z.strictObject({ type: z.literal('window'), role }),
  /** A wall window answers `prepare`: it has drawn the scene out of sight, or cannot draw some widgets of it. */
  z.strictObject({
    type: z.literal('ready'),
    publication: z.string().min(1).max(64),
    role,
    faults: z.array(widgetFault).max(60),
  }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

/** First-administrator setup, told to wall windows only, so that whoever stands in the room can do it. */
export const setupNotice = z.object({ url: z.string(), code: z.string() });
export type SetupNotice = z.infer<typeof setupNotice>;

export const serverMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('tick'),
    /** The engine's own time; the figures are those of the clock's instant. */
    at: instantText,
    clock,
    sources: z.array(sourceHealth),
    /** What stands to be known about the engine itself. */
    notices: z.array(notice).default([]),
    /** The urgent message that lies over everything on all screens. */
    interrupt: interrupt.nullable().default(null),
    /** Screens that somebody had darkened. */
    blank: blank.nullable().default(null),
    /** Only the answers that changed since the last tick, by subscription. */
    results: z.record(z.string(), z.unknown()),
  }),
  /** A message that was not understood, or a question that cannot be answered now. Such a question is kept and answered as soon
   * as it can be; its refusal is told again only when the reason changes. */
  z.object({ type: z.literal('refused'), id: z.string().nullable(), field: z.string(), detail: z.string() }),
  z.object({
    type: z.literal('show'),
    scene,
    setup: setupNotice.nullable(),
    pairing: pairingNotice.nullable().default(null),
    /** The publication that this scene comes with: what was prepared under that name is shown now. */
    publication: z.string().optional(),
  }),
  /** Draw this scene out of sight, and answer `ready`; `layouts` are all that it will ever show, those that take turns as well. */
  z.object({ type: z.literal('prepare'), publication: z.string(), scene, layouts: z.array(layout) }),
  /** That scene will not be shown. */
  z.object({ type: z.literal('discard'), publication: z.string() }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;
