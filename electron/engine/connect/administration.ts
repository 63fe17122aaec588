/** How sources are made, tried, changed and taken away. */
import type { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import {
  type DryRunAnswer,
  type NewSource,
  newSource,
  SECRET_FIELDS,
  type SecretField,
  type SourceAnswer,
} from '../../contract/sources.ts';
import type { Ingest } from '../ingest/index.ts';
import { ProblemError } from '../problems/index.ts';
import { secretsOfKind } from './kinds.ts';
import { tryOut } from './dryRun.ts';
import { reasonOf } from './loop.ts';
import type { Secrets, SecretStore } from './secrets.ts';

export interface AdministrationParts {
  ingest: Ingest;
  secrets: SecretStore;
  now: () => Instant;
  /** Ends the push tokens of a source that is taken away. */
  endTokens: (source: string) => void;
}

export interface Administration {
  add(given: NewSource): SourceAnswer;
  find(id: string): SourceAnswer;
  change(id: string, change: Record<string, unknown>): Promise<SourceAnswer>;
  remove(id: string): Promise<void>;
  pause(id: string): Promise<SourceAnswer>;
  resume(id: string): SourceAnswer;
  /** Reads the first rows and says what would become of them; of a source that is there, its secrets fill gaps. */
  test(given: NewSource): Promise<DryRunAnswer>;
}

export function createAdministration(parts: AdministrationParts): Administration {
  const { ingest, secrets, now, endTokens } = parts;

  function answer(id: string): SourceAnswer {
    const source = ingest.find(id);
    const health = ingest.list().find((one) => one.id === id);
    if (!source || !health)
      throw new ProblemError(404, `There is no source "${id}": make it first, or correct the address.`, {
        field: 'id',
      });
    const set = secrets.names(id);
    return {
      health,
      settings: withoutSecrets(source.settings).settings,
      secrets: Object.fromEntries(
        secretsOfKind(source.settings.kind).map((name) => [name, set.includes(name)]),
      ),
      positions: Object.fromEntries(ingest.positions(id)),
    };
  }

  return {
    find: answer,
    add(given) {
      if (ingest.has(given.id))
        throw new ProblemError(409, `A source "${given.id}" is there already: choose another id.`, {
          field: 'id',
        });
      const { settings, given: sealed } = withoutSecrets(given);
      ingest.add(settings, () => keep(given.id, sealed));
      return answer(given.id);
    },
    async change(id, change) {
      const before = answer(id);
      const { settings, given } = withoutSecrets(merged(before.settings, change));
      for (const name of SECRET_FIELDS) if (change[name] === null) given[name] = null;
      await ingest.change(settings, () => keep(id, given));
      return answer(id);
    },
    async remove(id) {
      answer(id);
      await ingest.remove(id);
      secrets.clear(id);
      endTokens(id);
    },
    async pause(id) {
      answer(id);
      await ingest.pause(id);
      return answer(id);
    },
    resume(id) {
      answer(id);
      ingest.resume(id);
      return answer(id);
    },
    test(given) {
      return tryOut({ ...knownSecrets(given), ...given }, now());
    },
  };

  function knownSecrets({ id, kind }: NewSource): Secrets {
    if (ingest.find(id)?.settings.kind !== kind) return {};
    try {
      return secrets.of(id);
    } catch (error) {
      throw new ProblemError(409, reasonOf(error), { field: secretsOfKind(kind)[0] ?? 'id' });
    }
  }

  function keep(id: string, given: GivenSecrets): void {
    for (const [name, secret] of Object.entries(given)) secrets.set(id, name as SecretField, secret ?? null);
  }
}

type GivenSecrets = Partial<Record<SecretField, string | null>>;

/** Settings as they are stored and shown, and the secrets that came with them. */
function withoutSecrets(given: NewSource & { readonly [field: string]: unknown }) {
  const settings: Record<string, unknown> = { ...given };
  const secrets: GivenSecrets = {};
  for (const name of SECRET_FIELDS) {
    const secret = settings[name];
    if (typeof secret === 'string') secrets[name] = secret;
    delete settings[name];
  }
  return { settings: settings as NewSource, given: secrets };
}

function merged(before: Record<string, unknown>, change: Record<string, unknown>): NewSource {
  for (const fixed of ['id', 'kind'])
    if (fixed in change && change[fixed] !== before[fixed])
      throw new ProblemError(400, `${fixed}: cannot be changed: make another source.`, { field: fixed });
  const wanted: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete wanted[name];
    else wanted[name] = value;
  }
  const read = newSource.safeParse(wanted);
  if (!read.success) throw refusalOf(read.error);
  return read.data;
}

function refusalOf(error: z.ZodError): ProblemError {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return new ProblemError(400, `${field}: ${issue?.message ?? 'is not valid'}.`, { field });
}
