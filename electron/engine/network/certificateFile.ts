/** The certificate in use and its key, in files of the data folder that nobody else may read. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Pem } from './certificate.ts';

const kept = z.object({ kind: z.enum(['own', 'agency']), chain: z.string(), key: z.string() });
export type KeptCertificate = z.infer<typeof kept>;

/** One file for both, so that certificate and key always fit: a crash leaves the old pair or the new one. */
export function certificateFile(dataDir: string): {
  /** `null` when there is none that can be read. */
  read(): KeptCertificate | null;
  write(kind: KeptCertificate['kind'], pem: Pem): KeptCertificate;
} {
  const folder = join(dataDir, 'network');
  const file = join(folder, 'certificate.json');
  return {
    read() {
      try {
        return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return null;
      }
    },
    write(kind, { chain, key }) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const content = { kind, chain, key };
      const beside = `${file}.new`;
      writeFileSync(beside, JSON.stringify(content, null, 2), { mode: 0o600, flush: true });
      chmodSync(beside, 0o600);
      renameSync(beside, file);
      return content;
    },
  };
}
