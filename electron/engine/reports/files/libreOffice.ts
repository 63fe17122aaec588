/** LibreOffice, for tests: another program that opens what is written here. */
import { spawnSync } from 'node:child_process';

const PACKAGES = ['libreoffice-calc-nogui', 'libreoffice-writer-nogui'];
const INSTALLED_WITHIN_MS = 240_000;

/** Installs it where that is allowed; says why there is none otherwise. */
export function noLibreOffice(): string | null {
  const there = () => spawnSync('soffice', ['--version']).status === 0;
  if (there()) return null;
  if (process.getuid?.() !== 0) return 'LibreOffice is not installed, and only root could install it';
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], {
    stdio: 'ignore',
    timeout: INSTALLED_WITHIN_MS,
  });
  return there() ? null : 'LibreOffice could not be installed';
}
