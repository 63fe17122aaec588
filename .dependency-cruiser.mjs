/** Who may import whom (docs/architecture.md); tests may reach further than what they test. */

const TEST = String.raw`\.test\.tsx?$`;
/** Packages that consist of type definitions in `@types`. */
const ONLY_TYPES = '^(geojson|topojson-specification)$';
const NODE_ONLY = ['better-sqlite3', 'fastify', 'pino', '@fastify/', '@node-rs/'];

/**
 * A room of the house uses only itself, the contract and packages.
 * @param {string} room folder, as a pattern
 * @param {string[]} [more] what else it may use
 * @returns {import('dependency-cruiser').IRegularForbiddenRuleType}
 */
function only(room, more = []) {
  const allowed = [`^${room}/`, '^electron/contract/', 'node_modules', ONLY_TYPES, ...more];
  return {
    name: `${room.replaceAll('/', '-')}-uses-only-the-contract`,
    severity: 'error',
    from: { path: `^${room}/`, pathNot: TEST },
    to: { pathNot: allowed, dependencyTypesNot: ['core'] },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle that only types close does not exist when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: [String.raw`\?worker|\?url|\?raw`, ONLY_TYPES],
      },
    },
    {
      name: 'contract-uses-only-zod',
      severity: 'error',
      from: { path: '^electron/contract/', pathNot: TEST },
      to: { pathNot: ['^electron/contract/', 'node_modules/zod/'] },
    },
    only('electron/engine'),
    only('electron/keeper'),
    only('electron/demo-source'),
    only('electron/main'),
    only('electron/preload'),
    only('renderer', ['^assets/']),
    {
      name: 'engine-is-free-of-electron',
      comment: 'The engine also runs alone, as plain Node.',
      severity: 'error',
      from: { path: '^electron/(engine|keeper|demo-source|contract)/|^renderer/' },
      to: { path: ['^electron$', 'node_modules/electron/'] },
    },
    {
      name: 'renderer-is-free-of-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-is-free-of-server-packages',
      severity: 'error',
      from: { path: '^(renderer|electron/(main|preload))/', pathNot: TEST },
      to: { path: NODE_ONLY.map((name) => `node_modules/${name}`) },
    },
    {
      name: 'capabilities-meet-at-their-index',
      comment:
        'Inside the engine a capability uses another one through its index.ts; store and measures are open.',
      severity: 'error',
      from: { path: '^electron/engine/([^/]+)/', pathNot: TEST },
      to: {
        path: '^electron/engine/[^/]+/',
        pathNot: [
          '^electron/engine/$1/',
          '^electron/engine/(store|measures)/',
          '^electron/engine/[^/]+/index.ts$',
        ],
      },
    },
    {
      name: 'the-two-applications-do-not-know-each-other',
      severity: 'error',
      from: { path: '^renderer/(wall|console)/' },
      to: { path: '^renderer/(wall|console)/', pathNot: '^renderer/$1/' },
    },
    {
      name: 'shared-parts-do-not-know-the-applications',
      severity: 'error',
      from: { path: '^renderer/(ui|data|charts|maps|widgets|editor|screens)/', pathNot: TEST },
      to: { path: '^renderer/(wall|console)/' },
    },
    {
      name: 'products-do-not-need-tests-or-tools',
      severity: 'error',
      from: { path: '^(electron|renderer)/', pathNot: TEST },
      to: { path: ['^build/', '^test/', TEST] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
    parser: 'tsc',
  },
};
