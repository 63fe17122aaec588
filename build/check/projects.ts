/** One TypeScript project for each environment the code runs in. */
export const PROJECTS = [
  'electron/contract/tsconfig.json',
  'electron/engine/tsconfig.json',
  'electron/keeper/tsconfig.json',
  'electron/demo-source/tsconfig.json',
  'electron/main/tsconfig.json',
  'electron/preload/tsconfig.json',
  'renderer/tsconfig.json',
  'renderer/tsconfig.test.json',
  'tsconfig.json',
] as const;
