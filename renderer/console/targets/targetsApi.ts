/** Targets, as the console asks the engine about them. */
import type { z } from 'zod';
import {
  type Proposal,
  proposal,
  type proposalRequest,
  proposalsAnswer,
  type SPLITS,
  splitAnswer,
  type SplitAnswer,
  targetImport,
  type TargetImport,
  targetSheet,
  type TargetSheet,
} from '../../../electron/contract/targets.ts';
import { BASE, call } from '../call.ts';

const query = (unit: string, year: number) => new URLSearchParams({ unit, year: String(year) }).toString();

export const targets = {
  sheet: (unit: string, year: number): Promise<TargetSheet> =>
    call('GET', `/targets?${query(unit, year)}`, targetSheet),
  split: (request: {
    indicator: string;
    unit: string;
    year: number;
    total: number;
    by: (typeof SPLITS)[number];
  }): Promise<SplitAnswer> => call('POST', '/targets/split', splitAnswer, request),
  proposals: async (): Promise<Proposal[]> =>
    (await call('GET', '/targets/proposals', proposalsAnswer)).proposals,
  propose: (request: z.input<typeof proposalRequest>): Promise<Proposal> =>
    call('POST', '/targets/proposals', proposal, request),
  approve: (number: number, note: string): Promise<Proposal> =>
    call('POST', `/targets/proposals/${number}/approval`, proposal, { note }),
  reject: (number: number, note: string): Promise<Proposal> =>
    call('POST', `/targets/proposals/${number}/rejection`, proposal, { note }),
  withdraw: (number: number): Promise<Proposal> => call('DELETE', `/targets/proposals/${number}`, proposal),
  read: (file: File, year: number): Promise<TargetImport> =>
    call('POST', `/targets/imports?year=${year}`, targetImport, file),
};

export function targetsFile(unit: string, year: number, format: 'csv' | 'xlsx'): string {
  return `${BASE}/targets/export?${query(unit, year)}&format=${format}`;
}
