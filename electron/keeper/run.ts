/** `ioc-wall run`: keeps the wall running, watches whether it paints, and brings in new versions. */
import { rmSync } from 'node:fs';
import { compareVersions, type Pulse } from '../contract/release.ts';
import { sentence } from './language.ts';
import { isQuiet } from './quiet.ts';
import { wordsOf } from './refusal.ts';
import { type Change, goBack, goOver, keep, recover, takeBack } from './release/change.ts';
import { type Ledger, readLedger, type TrialRecord, writeLedger } from './release/ledger.ts';
import { lookForUpdate } from './release/look.ts';
import {
  afterEnd,
  afterPulse,
  beginTrial,
  type TrialState,
  type TrialTerms,
  verdictOf,
} from './release/trial.ts';
import {
  stagedVersions,
  type Version,
  verifyVersion,
  versionToRun,
  versionToTry,
} from './release/versions.ts';
import { type Request, takeRequest } from './requests.ts';
import type { Settings } from './settings.ts';
import type { Notifier } from './wall/notify.ts';
import { endsInARow, isFinal, restartDelay } from './wall/pace.ts';
import { startWall, type WallProcess } from './wall/process.ts';

/** The keeper looks at everything this often, ms. */
const LOOK = 1_000;
/** A wall without a word for so long (it says one every three seconds) is ended and started again, ms. */
const SILENT = 90_000;
/** systemd is told so often that all is well, ms. */
const TELL = 10_000;
/** Updates are looked for so often, ms. */
const LOOK_FOR_UPDATES = 3_600_000;

export interface KeeperParts {
  settings: Settings;
  installed: Version;
  platform: string;
  notifier: Notifier;
  now: () => number;
  say: (line: string) => void;
}

export interface Keeper {
  /** Resolves with the exit code when the keeper has ended. */
  readonly ended: Promise<number>;
  stop(): void;
}

/** What the wall says of itself, in one line. */
function stateOf({ version, windows, painting, figures, engine }: Pulse, onTrial: boolean): string {
  return sentence(onTrial ? 'state_on_trial' : 'state', {
    version,
    windows,
    painting,
    figures,
    engine: sentence(engine ? 'answers' : 'silent'),
  });
}

/** Starts keeping. Throws a refusal when the installed version is not whole. */
export async function startKeeper(parts: KeeperParts): Promise<Keeper> {
  const { settings, installed, platform, notifier, now, say } = parts;
  const { versionsDir, keysDir } = settings;
  const change: Change = { settings, now, say };
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const verified = new Set<string>();

  let ledger: Ledger = recover(change);
  let wall: WallProcess | null = null;
  let startedAt = 0;
  let heardAt = 0;
  let toldAt = 0;
  let lookedAt = 0;
  let inARow = 0;
  let figures = 0;
  let startAt: number | null = 0;
  let trial: TrialState | null = null;
  let stopping = false;
  /** One thing after the other: a change of versions is not begun while another is under way. */
  let busy = false;

  const terms = ({ version, figures: before }: TrialRecord): TrialTerms => ({
    version,
    figures: before,
    wellFor: settings.trialS * 1000,
    patience: settings.patienceS * 1000,
  });

  function running(): Version {
    return versionToRun(ledger, installed, stagedVersions(versionsDir));
  }

  /** The version to run, once its files are found to be as they were signed. */
  async function sound(): Promise<Version> {
    const version = running();
    if (verified.has(version.number)) return version;
    try {
      await verifyVersion(version, keysDir);
    } catch (error) {
      if (version.installed) throw error;
      say(wordsOf(error));
      ledger = ledger.trial
        ? takeBack(change, wordsOf(error))
        : { ...ledger, current: null, refused: [...ledger.refused, version.number] };
      writeLedger(versionsDir, ledger);
      trial = null;
      return sound();
    }
    verified.add(version.number);
    return version;
  }

  async function start(): Promise<void> {
    startAt = null;
    const version = await sound();
    if (stopping) return;
    if (ledger.trial) trial ??= beginTrial(now());
    startedAt = heardAt = now();
    say(sentence('starts', { version: version.number }));
    wall = startWall(version, installed, settings, { pulse: hear, ended: endedUnasked });
  }

  function hear(pulse: Pulse): void {
    heardAt = now();
    figures = pulse.figures;
    if (trial && ledger.trial) trial = afterPulse(trial, pulse, terms(ledger.trial), heardAt);
    if (heardAt - toldAt < TELL && toldAt !== 0) return;
    if (toldAt === 0) notifier.ready();
    toldAt = heardAt;
    notifier.status(stateOf(pulse, ledger.trial !== null));
    notifier.alive();
  }

  function endedUnasked(code: number | null): void {
    wall = null;
    say(sentence('wall_ended', { code: code ?? sentence('no_code') }));
    if (trial) trial = afterEnd(trial, code);
    else if (isFinal(code)) return finish(code ?? 0);
    inARow = endsInARow(inARow, now() - startedAt);
    startAt = now() + restartDelay(inARow);
  }

  function finish(code: number): void {
    clearInterval(timer);
    end(code);
  }

  async function endWall(): Promise<void> {
    await wall?.stop();
    wall = null;
  }

  async function judge(): Promise<void> {
    if (!trial || !ledger.trial) return;
    const verdict = verdictOf(trial, terms(ledger.trial), now());
    if (verdict.is === 'open') return;
    trial = null;
    if (verdict.is === 'passed') {
      ledger = keep(change);
      return;
    }
    await endWall();
    ledger = takeBack(change, verdict.why);
    startAt = now();
  }

  async function apply(to: Version): Promise<void> {
    try {
      await verifyVersion(to, keysDir);
    } catch (error) {
      // It is fetched again when updates are looked for.
      rmSync(to.folder, { recursive: true, force: true });
      throw error;
    }
    verified.add(to.number);
    const from = running();
    await endWall();
    ledger = goOver(change, from, to, figures);
    startAt = now();
  }

  async function carryOut(request: Request): Promise<void> {
    const from = running();
    const staged = stagedVersions(versionsDir);
    if (request === 'apply') {
      const to = versionToTry({ ...ledger, refused: [] }, from, staged);
      if (to) await apply(to);
      else say(sentence('nothing_to_apply'));
      return;
    }
    const older = staged.find(
      ({ number }) => compareVersions(number, from.number) < 0 && !ledger.refused.includes(number),
    );
    if (from.installed) return say(sentence('nothing_to_go_back_to'));
    await endWall();
    startAt = now();
    ledger = goBack(change, from, older ?? installed, keysDir);
  }

  async function lookAround(): Promise<void> {
    const request = takeRequest(versionsDir);
    if (request) return carryOut(request);
    if (now() - lookedAt >= LOOK_FOR_UPDATES || lookedAt === 0) {
      lookedAt = now();
      const found = await lookForUpdate({ settings, ledger, running: running(), platform });
      if (found.is === 'staged') say(sentence('waits_for_quiet', { version: found.version }));
    }
    if (!isQuiet(now(), settings.quiet)) return;
    const to = versionToTry(ledger, running(), stagedVersions(versionsDir));
    if (to) await apply(to);
  }

  async function look(): Promise<void> {
    if (wall && now() - heardAt > SILENT) {
      say(sentence('no_word', { seconds: Math.round((now() - heardAt) / 1000) }));
      heardAt = now();
      wall.kill();
    }
    await judge();
    // While a version is on trial, or no wall runs, nothing else is begun.
    if (!ledger.trial && wall) await lookAround();
    if (!wall && startAt !== null && now() >= startAt) await start();
  }

  function turn(): void {
    if (busy || stopping) return;
    busy = true;
    look()
      .catch((error: unknown) => {
        say(wordsOf(error));
        ledger = readLedger(versionsDir);
        if (!wall && startAt === null) finish(70);
      })
      .finally(() => {
        busy = false;
      });
  }

  const timer = setInterval(turn, LOOK);
  turn();
  return {
    ended,
    stop() {
      if (stopping) return;
      stopping = true;
      void endWall().finally(() => finish(0));
    },
  };
}
