import { type FormEvent, useState } from 'react';
import { SOURCE_KINDS } from '../../../electron/contract/answers.ts';
import type { DryRunAnswer, SourceAnswer } from '../../../electron/contract/sources.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError, engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { DryRun } from './DryRun.tsx';
import { fieldsOf, settingsOf, TextFault, type Texts, textsOf } from './fields.ts';
import { kindOf, type SourceKind } from './kindOf.ts';
import { SourceField } from './SourceField.tsx';

interface SourceFormProps {
  /** The source to change; left out, a new one is made. */
  readonly source?: SourceAnswer;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface Fault {
  readonly path: string | undefined;
  readonly words: string;
}

/** Makes or changes a source; before that it can be tried as often as wanted. */
export function SourceForm({ source, onDone, onCancel }: SourceFormProps) {
  const { t } = useStrings('sources');
  const before = source?.settings ?? null;
  const [kind, setKind] = useState<SourceKind>(source?.health.kind ?? 'files');
  const [id, setId] = useState(source?.health.id ?? '');
  const [texts, setTexts] = useState<Texts>(() => textsOf(kind, before));
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [dry, setDry] = useState<DryRunAnswer | null>(null);
  const faultOf = useFaultOf();

  const fields = fieldsOf(kind, texts);
  const faultAt = (path: string) => (fault && isAt(fault.path, path) ? fault.words : undefined);
  const shownAtField =
    fault !== null && ['id', ...fields.map(({ path }) => path)].some((path) => isAt(fault.path, path));

  function choose(next: SourceKind): void {
    setKind(next);
    setTexts((typed) => ({ ...textsOf(next, null), ...shared(typed) }));
    setDry(null);
    setFault(null);
  }

  async function run(what: 'test' | 'save'): Promise<void> {
    setBusy(what);
    setFault(null);
    if (what === 'test') setDry(null);
    try {
      const settings = settingsOf(kind, texts, before);
      const whole = { ...before, ...withoutNulls(settings, before), id, kind };
      if (what === 'test') setDry(await engine.testSource(whole));
      else {
        await (source ? engine.changeSource(id, settings) : engine.addSource(whole));
        onDone();
      }
    } catch (error) {
      setFault(faultOf(error));
    } finally {
      setBusy(null);
    }
  }

  function send(event: FormEvent): void {
    event.preventDefault();
    void run('save');
  }

  return (
    <section aria-labelledby="source-form-title">
      <h2 id="source-form-title">{source ? t('edit', { name: source.health.name }) : t('new')}</h2>
      <form className="source-form" onSubmit={send}>
        {!source && (
          <>
            <div className="field">
              <label htmlFor="source-kind">{t('field.kind')}</label>
              <select id="source-kind" value={kind} onChange={(event) => choose(kindOf(event.target.value))}>
                {SOURCE_KINDS.map((one) => (
                  <option key={one} value={one}>
                    {t(`kind.${one}`)}
                  </option>
                ))}
              </select>
            </div>
            <Field
              label={t('field.id')}
              hint={t('hint.id')}
              fault={faultAt('id')}
              value={id}
              required
              autoComplete="off"
              onChange={(event) => setId(event.target.value)}
            />
          </>
        )}
        {fields.map((field) => (
          <SourceField
            key={`${kind}/${field.path}`}
            field={field}
            text={texts[field.path] ?? ''}
            onText={(text) => setTexts((typed) => ({ ...typed, [field.path]: text }))}
            secretSet={source && field.input === 'secret' ? secretIsSet(source, field.path) : undefined}
            fault={faultAt(field.path)}
          />
        ))}
        {fault !== null && !shownAtField && <p role="alert">{fault.words}</p>}
        <p className="acts">
          <button type="submit" disabled={busy !== null}>
            {t(source ? 'act.save' : 'act.create')}
          </button>
          {kind !== 'push' && (
            <button type="button" className="quiet" disabled={busy !== null} onClick={() => void run('test')}>
              {t(busy === 'test' ? 'act.testing' : 'act.test')}
            </button>
          )}
          <button type="button" className="quiet" onClick={onCancel}>
            {t('act.cancel')}
          </button>
        </p>
      </form>
      {dry && <DryRun answer={dry} />}
    </section>
  );
}

/** What a failure says, and at which field; the engine's own words are shown, they name the column or setting. */
function useFaultOf(): (error: unknown) => Fault {
  const { t } = useStrings('sources');
  const words = useFailureWords();
  return (error) => {
    if (error instanceof TextFault)
      return { path: error.path, words: t('fault.json', { detail: error.message }) };
    if (!(error instanceof ApiError)) return { path: undefined, words: words(error) };
    if (error.status === 409) return { path: 'id', words: t('fault.taken') };
    if (error.status === 400)
      return { path: error.field, words: t('fault.refused', { detail: error.message }) };
    return { path: error.field, words: words(error) };
  };
}

/** A fault within a mapping is said at the mappings. */
function isAt(fault: string | undefined, path: string): boolean {
  return fault !== undefined && (fault === path || fault.startsWith(`${path}.`));
}

function shared(texts: Texts): Texts {
  return Object.fromEntries(
    ['name', 'nature', 'dueBy.time', 'expectEveryS'].map((path) => [path, texts[path] ?? '']),
  );
}

/** For a trial the settings are given whole: what was emptied is not there. */
function withoutNulls(settings: Record<string, unknown>, before: object | null): Record<string, unknown> {
  if (!before) return settings;
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? undefined]));
}

function secretIsSet({ secrets }: SourceAnswer, path: string): boolean {
  return path === 'password' || path === 'authorization' ? (secrets[path] ?? false) : false;
}
