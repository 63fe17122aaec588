/** What the command `ioc-wall` can do. */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { formatInstant } from '../contract/calendar.ts';
import { KEY_FILE } from '../contract/secretsKey.ts';
import { judgeKey, lookAtFiles, lookAtUpdates, schemaKnown } from './doctor/program.ts';
import { asJson, asLines } from './doctor/words.ts';
import { examine } from './doctor/doctor.ts';
import { exitCodeOf } from './doctor/finding.ts';
import { hasStore, keyState, placesOf, restoreKey, sealKey, showKey } from './key/keeping.ts';
import { type Locale, localeOfSession, sentence, speak } from './language.ts';
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
import type { SentenceId } from './sentences.ts';
import { readSettings, type Settings } from './settings.ts';
import { systemdNotifier } from './wall/notify.ts';

const EXIT_USAGE = 2;

function withUsage(id: SentenceId, values?: Parameters<typeof sentence>[1]): Refusal {
  return new Refusal(`${sentence(id, values)}\n${sentence('usage')}`, EXIT_USAGE);
}

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
    throw withUsage('no_such_option', { detail: wordsOf(error) });
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

async function doctor({ settings, running }: Here, json: boolean, locale: Locale): Promise<number> {
  const { dataDir, keysDir, versionsDir } = settings;
  const findings = await examine({
    dataDir,
    program: join(running.folder, 'ioc-wall'),
    schema: schemaKnown(running, keysDir),
    own: [
      lookAtFiles(running, keysDir),
      Promise.resolve(lookAtUpdates(readLedger(versionsDir), keysDir)),
      Promise.resolve(judgeKey(keyState(placesOf(settings)), hasStore())),
    ],
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
    const onTrial = content.onTrial === content.running;
    say(sentence(onTrial ? 'runs_on_trial' : 'runs', { version: content.running }));
    say(sentence('installed', { version: content.installed }));
    say(sentence('staged', { list: staged.join(', ') || '–' }));
    say(sentence('refused', { list: content.refused.join(', ') || '–' }));
    for (const { at, version, what, why } of content.history.slice(-10))
      say(`${at}  ${version}  ${sentence(what)}${why === undefined ? '' : `: ${why}`}`);
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
        say(sentence('no_update', { from: settings.updateFrom }));
        break;
      case 'old':
        say(sentence('update_old', { version: found.version, running: running.number }));
        break;
      case 'refused':
        say(sentence('update_refused', { version: found.version }));
        break;
      case 'staged':
        say(sentence('update_ready', { version: found.version }));
        if (found.notes !== '') say(found.notes);
    }
    return 0;
  }
  if (what === 'apply') {
    const to = versionToTry({ ...ledger, refused: [] }, running, stagedVersions(versionsDir));
    if (!to) throw new Refusal(sentence('nothing_newer'));
    leaveRequest(versionsDir, 'apply');
    say(sentence('goes_over', { version: to.number }));
    return 0;
  }
  if (what === 'back') {
    if (running.number === installed.number) throw new Refusal(sentence('nothing_older'));
    leaveRequest(versionsDir, 'go_back');
    say(sentence('goes_back'));
    return 0;
  }
  throw withUsage('say_what_of_updates');
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  return '';
}

async function key(settings: Settings, what: string | undefined): Promise<number> {
  const places = placesOf(settings);
  if (what === 'show') say(`${sentence('key_words')}\n${showKey(places)}`);
  else if (what === 'seal') {
    const { phrase, already } = sealKey(places);
    const values = { file: places.sealed, plain: join(settings.dataDir, KEY_FILE) };
    say(
      `${sentence('key_words')}\n${phrase}\n${sentence(already ? 'key_sealed_already' : 'key_sealed', values)}`,
    );
  } else if (what === 'restore') {
    process.stderr.write(`${sentence('key_ask')}\n`);
    const stamp = formatInstant(Date.now()).slice(0, 19).replaceAll(/[-:]/g, '');
    const changed = restoreKey(places, await firstLine(), stamp);
    say(changed ? sentence('key_back', { file: join(settings.dataDir, KEY_FILE) }) : sentence('key_same'));
  } else throw withUsage('say_what_of_key');
  return 0;
}

/** What the command speaks: as it is told, else as the session does, else as the wall does; the wall's own words are the wall's. */
function choose(command: string | undefined, wanted: string | undefined): Locale {
  const wall = process.env['IOC_WALL_LOCALE'] === 'en' ? 'en' : 'vi';
  const usual = command === 'run' ? wall : (localeOfSession(process.env) ?? wall);
  speak(usual);
  if (wanted !== undefined && wanted !== 'vi' && wanted !== 'en')
    throw new Refusal(sentence('bad_locale', { locale: wanted }), EXIT_USAGE);
  speak(wanted ?? usual);
  return wanted ?? usual;
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
  choose(command, undefined);
  const { values, positionals } = optionsOf(args);
  const locale = choose(command, values.locale);
  switch (command) {
    case 'run':
      return run(lookHere(root));
    case 'doctor':
      return doctor(lookHere(root), values.json, locale);
    case 'status':
      return status(lookHere(root), values.json);
    case 'update':
      return update(lookHere(root), positionals[0]);
    case 'key':
      return key(readSettings(process.env), positionals[0]);
    case 'verify': {
      const { running, settings } = lookHere(root);
      const { files } = await verifyVersion(running, settings.keysDir);
      say(sentence('all_files_whole', { version: running.number, count: files.length }));
      return 0;
    }
    case '--help':
    case 'help':
      say(sentence('usage'));
      return 0;
    case undefined:
      throw new Refusal(sentence('usage'), EXIT_USAGE);
    default:
      throw withUsage('no_such_command', { command });
  }
}
