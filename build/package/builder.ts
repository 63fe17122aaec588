import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { inProject } from '../paths.ts';
import type { Application } from './application.ts';
import type { Distribution } from './distribution.ts';
import { FUSES } from './fuses.ts';
import { PRODUCT } from './product.ts';

export interface Packing {
  readonly application: Application;
  readonly distribution: Distribution;
  /** Files that lie beside the program: licences, bill of materials. */
  readonly papers: string;
  readonly output: string;
}

/** What electron-builder is told, for every system and kind of package. */
export function builderConfiguration({ application, distribution, papers, output }: Packing): Configuration {
  return {
    appId: PRODUCT.appId,
    productName: PRODUCT.title,
    executableName: PRODUCT.name,
    artifactName: `${PRODUCT.name}-\${version}-\${arch}.\${ext}`,
    electronVersion: distribution.version,
    electronDist: distribution.folder,
    electronLanguages: ['vi', 'en-US'],
    electronFuses: FUSES,
    asar: true,
    npmRebuild: false,
    nodeGypRebuild: false,
    directories: { output, buildResources: inProject('build', 'package', 'icons') },
    files: ['**/*', '!**/node_modules/**'],
    // The packaging tool would leave out the native packages below `engine`.
    afterPack: async ({ packager, appOutDir }) => {
      cpSync(application.engine, join(packager.getResourcesDir(appOutDir), 'engine'), { recursive: true });
      cpSync(papers, appOutDir, { recursive: true });
    },
    linux: { target: ['dir'], category: 'Office', icon: inProject('build', 'package', 'icons') },
    win: { target: ['nsis', 'portable'], icon: inProject('build', 'package', 'icons', '512x512.png') },
    nsis: {
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
    },
    publish: null,
  };
}
