/** The pictures that the look is held to. */
import { existsSync, readdirSync } from 'node:fs';
import { inProject } from '../../build/paths.ts';
import { STATE_NAMES, type StateName } from '../../renderer/gallery/gallery.ts';
import { allPairs } from './pairs.ts';

/** Screens that pictures are drawn on: CSS pixels, and how many of the monitor's there are to one of them. */
export const SHAPES = {
  /** A monitor of 1080p as it is. */
  '1080p': { width: 1920, height: 1080, ratio: 1 },
  portrait: { width: 1080, height: 1920, ratio: 1 },
  /** Monitors that the system magnifies. */
  'at 150 %': { width: 1280, height: 720, ratio: 1.5 },
  'at 200 %': { width: 960, height: 540, ratio: 2 },
  wide: { width: 2560, height: 1080, ratio: 1 },
  '4K': { width: 3840, height: 2160, ratio: 1 },
} as const;
export type Shape = keyof typeof SHAPES;

export interface Picture {
  /** `widget:hero`, `layout:map` */
  readonly show: string;
  readonly state: StateName;
  readonly theme: 'night' | 'day';
  readonly locale: 'vi' | 'en';
  readonly shape: Shape;
  /** Of figures that take turns; the first unless told. */
  readonly page?: number;
}

export function nameOf({ show, state, theme, locale, shape, page = 0 }: Picture): string {
  const turn = page === 0 ? [] : [`page ${page + 1}`];
  return [show.replace(':', ' '), state, theme, locale, shape, ...turn].join(' · ');
}

const LAYOUTS = [
  ...['statistics', 'map', 'trends', 'operations'].flatMap((role) => [role, `briefing-${role}`]),
  'night-statistics',
  'night-operations',
];

/** Everything that can be shown: widgets by their folders, and the product's layouts. */
function subjects(): string[] {
  const folder = inProject('renderer', 'widgets');
  const widgets = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/index.ts`));
  return [...widgets.sort().map((name) => `widget:${name}`), ...LAYOUTS.map((id) => `layout:${id}`)];
}

const THEMES = ['night', 'day'] as const;
const LOCALES = ['vi', 'en'] as const;

/** Every pair of subject, state, theme, language and shape; of the product's own screens also every theme in every language. */
export function ruled(): readonly Picture[] {
  const shapes = Object.keys(SHAPES) as Shape[];
  const pairs = allPairs({
    show: subjects(),
    state: STATE_NAMES,
    theme: THEMES,
    locale: LOCALES,
    shape: shapes,
  });
  const all = [...pairs, ...screens(), ...turns(), ...layersOfTheMap()];
  return [...new Map(all.map((picture) => [nameOf(picture), picture])).values()];
}

function screens(): Picture[] {
  const usual = { state: 'live', shape: '1080p' } as const;
  return LAYOUTS.flatMap((id) =>
    THEMES.flatMap((theme) => LOCALES.map((locale) => ({ show: `layout:${id}`, theme, locale, ...usual }))),
  );
}

/** Layers of the map that no layout shows, entrustments by their money, and what the map alone can be in. */
function layersOfTheMap(): Picture[] {
  const layers = ['dots', 'density', 'bars', 'symbols', 'flows', 'money'].flatMap((layer): Picture[] => [
    { show: `widget:map-${layer}`, state: 'live', theme: 'night', locale: 'vi', shape: '1080p' },
    { show: `widget:map-${layer}`, state: 'mixed', theme: 'day', locale: 'en', shape: '1080p' },
  ]);
  const states = (
    [
      ['published', 'night', 'vi', '1080p'],
      ['looked', 'night', 'vi', '1080p'],
      ['looked', 'day', 'en', '1080p'],
      ['looked', 'night', 'vi', 'portrait'],
      ['lookedPlain', 'day', 'vi', '1080p'],
    ] as const
  ).map(([state, theme, locale, shape]): Picture => ({ show: 'layout:map', state, theme, locale, shape }));
  const money = (
    [
      ['live', 'night', 'vi', '1080p'],
      ['huge', 'day', 'en', '4K'],
    ] as const
  ).map(
    ([state, theme, locale, shape]): Picture => ({
      ...{ show: 'widget:entrustments-money', state, theme, locale, shape },
    }),
  );
  return [...layers, ...money, ...states];
}

/** Figures that take turns, all of them. */
function turns(): Picture[] {
  return [1, 2, 3].flatMap((page) =>
    (
      [
        ['live', 'vi'],
        ['live', 'en'],
        ['playback', 'vi'],
      ] as const
    ).map(([state, locale]) => ({
      ...{ show: 'layout:statistics', state, locale, page },
      ...({ theme: 'night', shape: '1080p' } as const),
    })),
  );
}

/** Two ways of meeting both themes, both languages and three shapes in three pictures; together every pair of theme, language and shape. */
const WAYS = [
  [
    { shape: '1080p', theme: 'night', locale: 'vi' },
    { shape: 'portrait', theme: 'day', locale: 'en' },
    { shape: '4K', theme: 'day', locale: 'vi' },
  ],
  [
    { shape: '1080p', theme: 'day', locale: 'en' },
    { shape: 'portrait', theme: 'night', locale: 'vi' },
    { shape: '4K', theme: 'night', locale: 'en' },
  ],
] as const satisfies readonly Omit<Picture, 'show' | 'state'>[][];

/**
 * Those that are kept as well, to be compared with: in the state that is seen most, every pair of subject, theme, language and shape.
 * What is kept of one subject does not depend on what others there are, so that a new one changes no file but its own.
 */
export function kept(): readonly Picture[] {
  return subjects().flatMap((show) => {
    const letters = [...show].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
    return (WAYS[letters % 2] ?? WAYS[0]).map((way) => ({ show, state: 'live' as const, ...way }));
  });
}
