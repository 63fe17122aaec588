import type { Configuration } from 'electron-builder';

/**
 * What the installable artefacts contain: the built programs, their assets, and the packages that are not bundled
 * because they have native parts.
 */
export const BUILDER: Configuration = {
  appId: 'vn.ioc-wall',
  productName: 'IOC Wall',
  artifactName: 'ioc-wall-${version}-${arch}.${ext}',
  asar: true,
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  directories: { output: 'out' },
  files: [
    'package.json',
    'LICENSE',
    'assets/**',
    'dist/**',
    '!dist/demo-source',
    '!dist/.stamps',
    '!dist/**/*.map',
    '!node_modules/better-sqlite3/{deps,src}',
  ],
  linux: { target: ['AppImage', 'deb'], category: 'Office', maintainer: 'IOC Wall' },
  win: { target: ['nsis', 'portable'] },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true },
  publish: null,
};
