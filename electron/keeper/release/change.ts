/**
 * Going over to another version, keeping it, going back. Each is a row of steps that may be cut short after any of
 * them, by a power cut too: `recover` finishes or undoes what it finds.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant } from '../../contract/calendar.ts';
import { TRIAL_FILE } from '../../contract/release.ts';
import { removeDurably, writeDurably } from '../durable.ts';
import { sentence } from '../language.ts';
import { Refusal } from '../refusal.ts';
import type { Settings } from '../settings.ts';
import { bringBack, copyBefore, dropBefore, schemaIn } from './before.ts';
import { type Ledger, type LedgerEntry, readLedger, writeLedger } from './ledger.ts';
import { clearBegun, clearOlder, manifestOf, type Version } from './versions.ts';

/** A trial that has begun so often without an end has failed. */
const BEGINNINGS_MAX = 3;

export interface Change {
  settings: Settings;
  /** ms since the epoch */
  now: () => number;
  /** Hears of each step once it is done. */
  say: (line: string) => void;
}

function trialFile({ settings }: Change): string {
  return join(settings.dataDir, TRIAL_FILE);
}

function noted(change: Change, ledger: Ledger, entry: Omit<LedgerEntry, 'at'>): LedgerEntry[] {
  return [...ledger.history, { at: formatInstant(change.now()), ...entry }];
}

/** Goes over to a version, on trial. The wall must have ended. @param figures windows that had figures on them */
export function goOver(change: Change, from: Version, to: Version, figures: number): Ledger {
  const { settings, say } = change;
  const { dataDir, versionsDir } = settings;
  copyBefore(dataDir, versionsDir, to.number);
  say(sentence('copied', { version: to.number }));
  writeDurably(trialFile(change), `${to.number}\n`);
  say(sentence('nothing_taken_in'));
  const ledger = readLedger(versionsDir);
  const next: Ledger = {
    ...ledger,
    current: to.number,
    trial: { version: to.number, from: from.installed ? null : from.number, figures, begun: 1, failed: null },
    history: noted(change, ledger, { version: to.number, what: 'applied' }),
  };
  writeLedger(versionsDir, next);
  say(sentence('on_trial', { version: to.number }));
  return next;
}

/** The version on trial stays. */
export function keep(change: Change): Ledger {
  const { settings, say } = change;
  const { versionsDir } = settings;
  const ledger = readLedger(versionsDir);
  if (!ledger.trial) return ledger;
  const { version, from } = ledger.trial;
  const next: Ledger = {
    ...ledger,
    trial: null,
    history: noted(change, ledger, { version, what: 'kept' }),
  };
  writeLedger(versionsDir, next);
  say(sentence('version_kept', { version }));
  removeDurably(trialFile(change));
  dropBefore(versionsDir, version);
  clearOlder(versionsDir, from === null ? [version] : [version, from]);
  return next;
}

/** The version on trial has failed: back to the one before, with its database. The wall must have ended. */
export function takeBack(change: Change, why: string): Ledger {
  const { settings, say } = change;
  const { dataDir, versionsDir } = settings;
  const ledger = readLedger(versionsDir);
  if (!ledger.trial) return ledger;
  const { version, from } = ledger.trial;
  writeLedger(versionsDir, { ...ledger, trial: { ...ledger.trial, failed: why } });
  say(sentence('version_failed', { version, why }));
  if (bringBack(dataDir, versionsDir, version)) say(sentence('database_back'));
  const next: Ledger = {
    ...ledger,
    current: from,
    trial: null,
    refused: [...new Set([...ledger.refused, version])],
    history: noted(change, ledger, { version, what: 'gone_back', why }),
  };
  writeLedger(versionsDir, next);
  say(sentence('before_again'));
  removeDurably(trialFile(change));
  dropBefore(versionsDir, version);
  return next;
}

/**
 * Goes back to an older version at a person's wish. The wall must have ended.
 * @throws Refusal when the older one could not read the database any more
 */
export function goBack(change: Change, from: Version, to: Version, keysDir: string): Ledger {
  const { settings, say } = change;
  const knows = manifestOf(to, keysDir).schema;
  const has = schemaIn(settings.dataDir);
  if (has !== null && has > knows)
    throw new Refusal(sentence('schema_too_new', { version: to.number, knows, has }));
  const ledger = readLedger(settings.versionsDir);
  const next: Ledger = {
    ...ledger,
    current: to.installed ? null : to.number,
    trial: null,
    refused: [...new Set([...ledger.refused, from.number])],
    history: noted(change, ledger, {
      version: from.number,
      what: 'gone_back',
      why: sentence('person_wanted'),
    }),
  };
  writeLedger(settings.versionsDir, next);
  say(sentence('back_to', { version: to.number }));
  return next;
}

/** Finishes or undoes what was cut short. Before the wall is started, once. */
export function recover(change: Change): Ledger {
  const { settings } = change;
  const { versionsDir } = settings;
  const ledger = readLedger(versionsDir);
  const { trial } = ledger;
  if (trial === null) {
    if (existsSync(trialFile(change))) removeDurably(trialFile(change));
    clearBegun(versionsDir);
    return ledger;
  }
  if (trial.failed !== null) return takeBack(change, trial.failed);
  if (trial.begun >= BEGINNINGS_MAX) return takeBack(change, sentence('cut_short', { times: trial.begun }));
  const next: Ledger = { ...ledger, trial: { ...trial, begun: trial.begun + 1 } };
  writeDurably(trialFile(change), `${trial.version}\n`);
  writeLedger(versionsDir, next);
  return next;
}
