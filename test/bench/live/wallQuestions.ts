/** The questions that the four screens of the wall ask, as its layouts and widgets have them. */
import { readFileSync } from 'node:fs';
import { inProject } from '../../../build/paths.ts';
import { layout } from '../../../electron/contract/layouts.ts';
import { type Query, ROLES } from '../../../electron/contract/live.ts';
import * as figure from '../../../renderer/widgets/figure/config.ts';
import * as figures from '../../../renderer/widgets/figures/config.ts';
import * as hero from '../../../renderer/widgets/hero/config.ts';
import * as latest from '../../../renderer/widgets/latest/config.ts';
import { mapConfig } from '../../../renderer/widgets/map/config.ts';
import { needsOf } from '../../../renderer/widgets/map/needs.ts';
import * as published from '../../../renderer/widgets/published/config.ts';
import * as ranking from '../../../renderer/widgets/ranking/config.ts';
import * as targets from '../../../renderer/widgets/targets/config.ts';
import * as trend from '../../../renderer/widgets/trend/config.ts';

/** What a widget of each type asks; a type that asks nothing of its own is left out. */
const NEEDS: Record<string, (config: unknown) => readonly Query[]> = {
  figure: (config) => [figure.question(figure.config.parse(config))],
  figures: (config) => [figures.question(figures.config.parse(config))],
  hero: (config) => Object.values(hero.questions(hero.config.parse(config))),
  latest: (config) => [latest.question(latest.config.parse(config))],
  map: (config) => needsOf(mapConfig.parse(config)),
  published(config) {
    const read = published.config.parse(config);
    return read.records.map((record) => published.questionOf(read, record));
  },
  ranking: (config) => [ranking.question(ranking.config.parse(config))],
  targets: (config) => [targets.question(targets.config.parse(config))],
  trend: (config) => Object.values(trend.questions(trend.config.parse(config))),
};

/** For each screen what its window asks, none twice. */
export function wallQuestions(): Query[][] {
  return ROLES.map((role) => {
    const file = inProject('assets', 'layouts', `${role}.json`);
    const { widgets } = layout.parse(JSON.parse(readFileSync(file, 'utf8')));
    const asked: Query[] = [
      { ask: 'units' },
      { ask: 'catalogue' },
      ...widgets.flatMap(({ type, config }) => NEEDS[type]?.(config) ?? []),
    ];
    return [...new Map(asked.map((query) => [JSON.stringify(query), query])).values()];
  });
}
