/** Runs beside the engine, in a thread of its own: writes a report as a file, whose libraries take a while to begin. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Form } from '../../../contract/forms.ts';
import type { REPORT_FILES, ReportContent, ReportListed, ReportStep } from '../../../contract/reports.ts';

/** This file as a thread is begun with it. It is imported on demand only, so that it stays a file of its own when built. */
export const FILE_WRITER = import.meta.url;

export interface FileJob {
  readonly format: (typeof REPORT_FILES)[number];
  readonly form: Form;
  readonly content: ReportContent;
  /** `null` for a preview. */
  readonly report: ReportListed | null;
  readonly steps: readonly ReportStep[];
  readonly locale: 'vi' | 'en';
}

/** The bytes of a file. */
export async function writeFile(job: FileJob): Promise<Uint8Array> {
  if (job.format === 'xlsx') return (await import('./workbook.ts')).workbookOf(job);
  return (await import('./document.ts')).documentOf(job);
}

function isJob(data: unknown): data is { job: FileJob } {
  return typeof data === 'object' && data !== null && 'job' in data;
}

if (!isMainThread && isJob(workerData)) parentPort?.postMessage(await writeFile(workerData.job));
