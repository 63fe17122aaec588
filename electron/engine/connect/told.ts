/** Sources as the audit trail keeps them: never a secret, only whether one was set and whether it is another one now. */
import { SECRET_FIELDS, type SourceAnswer } from '../../contract/sources.ts';

/**
 * A source before and after something was done to it; `null` where it was not there.
 * @param given what was sent: a secret among it is another one from now on
 */
export function toldOf(
  before: SourceAnswer | null,
  after: SourceAnswer | null,
  given: Readonly<Record<string, unknown>> = {},
): { before: object | null; after: object | null } {
  const [was, is] = [before && partsOf(before), after && partsOf(after)];
  const wordFor = (name: string) => {
    if (!was?.secrets.has(name)) return 'new';
    return typeof given[name] === 'string' || was.secrets.get(name) !== is?.secrets.get(name)
      ? 'changed'
      : 'set';
  };
  return {
    before: was && { ...was.settings, ...named(was.secrets, () => 'set') },
    after: is && { ...is.settings, ...named(is.secrets, wordFor) },
  };
}

interface Parts {
  settings: object;
  /** By name, what tells one from another where that is known. */
  secrets: Map<string, string>;
}

function partsOf({ health, settings, secrets }: SourceAnswer): Parts {
  const { id: _, ...told } = settings;
  const found = new Map<string, string>();
  for (const name of SECRET_FIELDS) if (secrets[name] === true) found.set(name, '');
  // The query of an address often has a key in it.
  const url = typeof settings['url'] === 'string' ? URL.parse(settings['url']) : null;
  if (url !== null && url.search !== '') {
    found.set('urlQuery', url.search);
    told['url'] = url.origin + url.pathname;
  }
  return { settings: { ...told, paused: health.state === 'paused' }, secrets: found };
}

function named(secrets: Map<string, string>, word: (name: string) => string): object {
  return Object.fromEntries([...secrets.keys()].map((name) => [name, word(name)]));
}
