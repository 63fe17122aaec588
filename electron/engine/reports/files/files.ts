/** Reports as files, written beside the engine's other work. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FileJob } from './writer.ts';

export const FILE_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

export async function fileOf(job: FileJob): Promise<Buffer> {
  const { FILE_WRITER } = await import('./writer.ts');
  const thread = new Worker(new URL(FILE_WRITER), { workerData: { job } });
  try {
    // `once` rejects when the thread fails.
    const [bytes] = (await once(thread, 'message')) as [Uint8Array];
    return Buffer.from(bytes);
  } finally {
    await thread.terminate();
  }
}

/** `bao-cao-ket-qua-viec-hcm-kv01-2026-06.xlsx`: letters that every system takes. */
export function reportFileName(
  { form, unit, year, months }: Pick<FileJob['content'], 'form' | 'unit' | 'year' | 'months'>,
  format: keyof typeof FILE_TYPES,
): string {
  const plain = unit
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return `bao-cao-${form}-${plain.slice(0, 40)}-${year}-${String(months).padStart(2, '0')}.${format}`;
}
