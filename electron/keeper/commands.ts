/** What the command `ioc-wall` can do. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lookAtFiles, lookAtUpdates, schemaKnown } from './doctor/program.ts';
import { asJson, asLines } from './doctor/words.ts';
import { examine } from './doctor/doctor.ts';
import { exitCodeOf } from './doctor/finding.ts';
import { Refusal, wordsOf } from './refusal.ts';
import { readLedger } from './release/ledger.ts';
import { lookForUpdate } from './release/look.ts';
import {
  installedVersion,
  stagedVersions,
  type Version,
  verifyVersion,
  versionToRun,
  versionToTry,
} from './release/versions.ts';
import { leaveRequest } from './requests.ts';
import { startKeeper } from './run.ts';
import { readSettings, type Settings } from './settings.ts';
import { systemdNotifier } from './wall/notify.ts';

const USAGE = `ioc-wall run                       the wall, kept running (what the service starts)
ioc-wall doctor [--json] [--locale vi|en]   what is wrong, and its remedy
ioc-wall status [--json]           which version runs, which are here
ioc-wall verify                    holds every file against its list
ioc-wall update check              looks for an update and stages it
ioc-wall update apply              has the running wall go over to it now, not at the quiet hours
ioc-wall update back               has the running wall go back to the version before
ioc-wall engine --data-dir DIR …   the engine alone`;

const EXIT_USAGE = 2;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, locale: { type: 'string' } },
    });
  } catch (error) {
    throw new Refusal(`${wordsOf(error)}\n${USAGE}`, EXIT_USAGE);
  }
}

interface Here {
  settings: Settings;
  installed: Version;
  running: Version;
}

function lookHere(root: string): Here {
  const settings = readSettings(process.env);
  const installed = installedVersion(root);
  const running = versionToRun(
    readLedger(settings.versionsDir),
    installed,
    stagedVersions(settings.versionsDir),
  );
  return { settings, installed, running };
}

const PLATFORM = `${process.platform}-${process.arch}`;

async function run({ settings, installed }: Here): Promise<number> {
  const keeper = await startKeeper({
    settings,
    installed,
    platform: PLATFORM,
    notifier: systemdNotifier(process.env),
    now: Date.now,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => keeper.stop());
  return keeper.ended;
}

async function doctor(
  { settings, running }: Here,
  json: boolean,
  wanted: string | undefined,
): Promise<number> {
  const locale = wanted ?? settings.locale;
  if (locale !== 'vi' && locale !== 'en')
    throw new Refusal(`--locale must be vi or en, not "${locale}".`, EXIT_USAGE);
  const { dataDir, keysDir, versionsDir } = settings;
  const findings = await examine({
    dataDir,
    program: join(running.folder, 'ioc-wall'),
    schema: schemaKnown(running, keysDir),
    own: [lookAtFiles(running, keysDir), lookAtUpdates(readLedger(versionsDir), keysDir)],
    now: Date.now(),
  });
  say(json ? asJson(findings, locale, running.number) : asLines(findings, locale).join('\n'));
  return exitCodeOf(findings);
}

function status({ settings, installed, running }: Here, json: boolean): number {
  const ledger = readLedger(settings.versionsDir);
  const staged = stagedVersions(settings.versionsDir).map(({ number }) => number);
  const content = {
    running: running.number,
    installed: installed.number,
    staged,
    onTrial: ledger.trial?.version ?? null,
    refused: ledger.refused,
    history: ledger.history,
  };
  if (json) say(JSON.stringify(content, null, 2));
  else {
    say(`runs       ${content.running}${content.onTrial === content.running ? ' (on trial)' : ''}`);
    say(`installed  ${content.installed}`);
    say(`staged     ${staged.join(', ') || '–'}`);
    say(`refused    ${content.refused.join(', ') || '–'}`);
    for (const { at, version, what, why } of content.history.slice(-10))
      say(`${at}  ${version}  ${what}${why === undefined ? '' : `: ${why}`}`);
  }
  return 0;
}

async function update({ settings, running, installed }: Here, what: string | undefined): Promise<number> {
  const { versionsDir } = settings;
  const ledger = readLedger(versionsDir);
  if (what === 'check') {
    const found = await lookForUpdate({ settings, ledger, running, platform: PLATFORM }, true);
    switch (found.is) {
      case 'nothing':
        say(`There is no update at ${settings.updateFrom}.`);
        break;
      case 'old':
        say(`The update there is version ${found.version}; ${running.number} runs.`);
        break;
      case 'refused':
        say(`Version ${found.version} has failed here before.`);
        break;
      case 'staged':
        say(`Version ${found.version} is ready.`);
        if (found.notes !== '') say(found.notes);
    }
    return 0;
  }
  if (what === 'apply') {
    const to = versionToTry({ ...ledger, refused: [] }, running, stagedVersions(versionsDir));
    if (!to) throw new Refusal('There is no newer version here; run "ioc-wall update check" first.');
    leaveRequest(versionsDir, 'apply');
    say(`The running wall goes over to version ${to.number}; "ioc-wall status" says how it goes.`);
    return 0;
  }
  if (what === 'back') {
    if (running.number === installed.number)
      throw new Refusal('The installed version runs; there is none to go back to.');
    leaveRequest(versionsDir, 'go_back');
    say('The running wall goes back; "ioc-wall status" says how it goes.');
    return 0;
  }
  throw new Refusal(`Say what to do about updates.\n${USAGE}`, EXIT_USAGE);
}

/**
 * Runs a command to its end; the result is the exit code.
 * @param root folder of the version that this keeper is a part of
 * @throws Refusal
 */
export async function runCommand(
  root: string,
  command: string | undefined,
  args: readonly string[],
): Promise<number> {
  const { values, positionals } = optionsOf(args);
  switch (command) {
    case 'run':
      return run(lookHere(root));
    case 'doctor':
      return doctor(lookHere(root), values.json, values.locale);
    case 'status':
      return status(lookHere(root), values.json);
    case 'update':
      return update(lookHere(root), positionals[0]);
    case 'verify': {
      const { running, settings } = lookHere(root);
      const { files } = await verifyVersion(running, settings.keysDir);
      say(`Version ${running.number}: all ${files.length} files are as they were made.`);
      return 0;
    }
    case '--help':
    case 'help':
      say(USAGE);
      return 0;
    case undefined:
      throw new Refusal(USAGE, EXIT_USAGE);
    default:
      throw new Refusal(`There is no command "${command}".\n${USAGE}`, EXIT_USAGE);
  }
}
