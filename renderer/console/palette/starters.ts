/** Widgets that can be put on a layout or a dashboard, each with the size and configuration it begins with. */
export interface Starter {
  readonly type: string;
  readonly w: number;
  readonly h: number;
  config(unit: string): Record<string, unknown>;
}

const RATES = ['case_completion_rate', 'money_recovery_rate'];

export const STARTERS: readonly Starter[] = [
  {
    ...{ type: 'hero', w: 6, h: 5 },
    config: (unit) => ({ unit, indicator: 'case_completion_rate', among: RATES }),
  },
  { type: 'figure', w: 3, h: 3, config: (unit) => ({ unit, indicator: 'cases_to_enforce' }) },
  {
    ...{ type: 'figures', w: 8, h: 4 },
    config: (unit) => ({
      unit,
      rows: [
        {
          title: { vi: 'Khối lượng', en: 'Volume' },
          indicators: ['cases_to_enforce', 'cases_in_progress', 'cases_postponed'],
        },
      ],
    }),
  },
  {
    ...{ type: 'trend', w: 6, h: 5 },
    config: (unit) => ({ unit, indicator: 'case_completion_rate', step: 'week', forecast: false }),
  },
  { type: 'landing', w: 4, h: 4, config: (unit) => ({ unit, indicator: 'case_completion_rate' }) },
  {
    ...{ type: 'question', w: 4, h: 5 },
    config: (unit) => ({ unit, question: 'Đơn vị nào có tỷ lệ việc xong thấp nhất?' }),
  },
  {
    ...{ type: 'ranking', w: 4, h: 8 },
    config: (unit) => ({
      unit,
      level: 'region',
      indicator: 'case_completion_rate',
      order: 'highest',
      limit: 10,
    }),
  },
  {
    ...{ type: 'targets', w: 6, h: 6 },
    config: (unit) => ({ unit, level: 'region', indicators: RATES, limit: 6 }),
  },
  { type: 'tasks', w: 6, h: 6, config: (unit) => ({ unit, limit: 6 }) },
  {
    ...{ type: 'map', w: 8, h: 9 },
    config: (unit) => ({
      unit,
      colour: 'case_completion_rate',
      colourBy: 'target',
      size: 'cases_to_enforce',
      flows: 0,
    }),
  },
  { type: 'alerts', w: 6, h: 5, config: (unit) => ({ unit }) },
  {
    ...{ type: 'progress', w: 6, h: 5 },
    config: (unit) => ({ unit, indicators: RATES }),
  },
  {
    ...{ type: 'periods', w: 6, h: 7 },
    config: (unit) => ({ unit, indicators: [...RATES, 'money_completed'], against: 'last_year' }),
  },
  {
    ...{ type: 'offices', w: 12, h: 8 },
    config: (unit) => ({ unit, level: 'region', indicators: RATES, order: 'highest' }),
  },
  {
    ...{ type: 'distribution', w: 6, h: 10 },
    config: (unit) => ({ unit, indicator: 'cases_to_enforce', by: 'category' }),
  },
  { type: 'funnel', w: 12, h: 12, config: (unit) => ({ unit, table: 'cases' }) },
  {
    ...{ type: 'calendar', w: 12, h: 8 },
    config: (unit) => ({ unit, indicator: 'enforcement_decisions' }),
  },
  { type: 'entrustments', w: 6, h: 8, config: (unit) => ({ unit, limit: 8 }) },
  { type: 'latest', w: 4, h: 6, config: (unit) => ({ unit, limit: 10 }) },
  {
    ...{ type: 'published', w: 6, h: 4 },
    config: (unit) => ({ records: [{ unit }], indicators: RATES }),
  },
  { type: 'sources', w: 5, h: 4, config: () => ({}) },
  { ...{ type: 'ticker', w: 12, h: 3 }, config: (unit) => ({ unit, indicators: RATES, pace: 20 }) },
  { type: 'clock', w: 4, h: 4, config: () => ({ seconds: false, yearDay: true }) },
  { type: 'image', w: 4, h: 6, config: () => ({ fit: 'contain', ground: 'none' }) },
  {
    ...{ type: 'message', w: 4, h: 2 },
    config: () => ({ title: { vi: 'Ghi chú', en: 'Note' } }),
  },
];
