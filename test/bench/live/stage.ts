/** An engine with a year's figures of one agency, a source to push to, and a token to listen with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SourceHealth, UnitNode } from '../../../electron/contract/answers.ts';
import {
  type Administrator,
  administer,
  makePushSource,
  type Program,
  startDemo,
  startEngine,
} from '../programs.ts';

/** The agency whose figures they are; its regional offices are what events are about. */
export const AGENCY = 'HCM';

export interface Stage {
  readonly engine: Program;
  /** Token to read with. */
  readonly readToken: string;
  readonly push: { readonly address: string; readonly token: string };
  /** Regional offices of the agency. */
  readonly offices: readonly string[];
  /** Receipts that the agency and each office have issued so far this year. */
  receipts(): Promise<Map<string, number>>;
}

const SOURCE = 'bench';

async function untilLoaded(admin: Administrator): Promise<void> {
  for (;;) {
    const { sources } = (await admin.get('/sources')) as { sources: SourceHealth[] };
    const demo = sources.find(({ id }) => id === 'demo');
    if (demo?.behind === 0 && demo.lastSeq > 0) return;
    await pause(250);
  }
}

async function receiptsOf(admin: Administrator, units: readonly string[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const unit of units) {
    const { cases } = (await admin.get(`/measures?unit=${unit}`)) as { cases: { Q: number | null } };
    counted.set(unit, cases.Q ?? 0);
  }
  return counted;
}

/** Runs a benchmark on a stage of its own. */
export async function onLiveStage(cases: number, bench: (stage: Stage) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const demo = await startDemo('--cases', String(cases), '--rate', '0');
  try {
    const engine = await startEngine(dataDir, '--demo-url', demo.url);
    try {
      const admin = await administer(engine);
      const token = await makePushSource(admin, SOURCE);
      const { token: readToken } = (await admin.post('/tokens', { name: SOURCE })) as { token: string };
      await untilLoaded(admin);
      const { units } = (await admin.get('/units')) as { units: UnitNode[] };
      const offices = units.filter(({ parent }) => parent === AGENCY).map(({ unit }) => unit);
      await bench({
        engine,
        readToken,
        push: { address: `${engine.url}/api/v1/sources/${SOURCE}/events`, token },
        offices,
        receipts: () => receiptsOf(admin, [AGENCY, ...offices]),
      });
    } finally {
      await engine.stop();
    }
  } finally {
    await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
