import { type ChangeEvent, type FormEvent, useState } from 'react';
import type { EditableScene } from '../../../electron/contract/sceneEditing.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { goTo } from '../desk/page.ts';
import { ApiError } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { imageFaultOf } from '../images/imagesApi.ts';
import { useImageWords } from '../images/useImageWords.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import '../files/fileDrop.css';
import { scenes, sceneFileAddress } from './layoutsApi.ts';

/** Every scene with where it comes from, what was published of it, and whose draft is there. */
export function SceneList() {
  const { t } = useStrings('layouts');
  const locale = useLocale();
  const words = useFailureWords();
  const { value, error, again } = useAsked(scenes.list);
  const [failed, setFailed] = useState<unknown>(null);
  const [said, setSaid] = useState('');

  function remove(scene: EditableScene): void {
    setFailed(null);
    scenes.remove(scene.id).then(() => {
      setSaid(t('list.removed', { title: scene.title[locale] }));
      again();
    }, setFailed);
  }

  return (
    <section className="layouts" aria-labelledby="layouts-title">
      <div className="titled">
        <h2 id="layouts-title">{t('title')}</h2>
        <Help topic="layouts" />
      </div>
      <p className="note intro">{t('intro')}</p>
      {error !== null && <p role="alert">{words(error)}</p>}
      {value && (
        <div className="scrolled">
          <table className="layouts-table">
            <thead>
              <tr>
                <th scope="col">{t('list.scene')}</th>
                <th scope="col">{t('list.origin')}</th>
                <th scope="col">{t('list.published')}</th>
                <th scope="col">{t('list.draft')}</th>
                <th scope="col">
                  <span className="unseen">{t('list.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {value.map((scene) => (
                <Row key={scene.id} scene={scene} onRemove={() => remove(scene)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {failed !== null && <p role="alert">{refusalWords(failed, words)}</p>}
      <p role="status" className="note">
        {said}
      </p>
      <div className="layouts-forms">
        <NewSceneForm known={value ?? []} />
        <ImportForm />
      </div>
    </section>
  );
}

/** The engine says why in a sentence of its own, which names the scene and the remedy. */
export function refusalWords(failed: unknown, words: (error: unknown) => string): string {
  return failed instanceof ApiError &&
    (failed.status === 409 || failed.status === 400) &&
    failed.message !== ''
    ? failed.message
    : words(failed);
}

function Row({ scene, onRemove }: { readonly scene: EditableScene; readonly onRemove: () => void }) {
  const { t } = useStrings('layouts');
  const locale = useLocale();
  const { id, title, origin, shown, published, draft, file } = scene;
  const name = title[locale];
  const removable = origin === 'edited' || (origin === 'draft' && draft !== null);
  return (
    <tr>
      <th scope="row">
        {name}
        {shown && <span className="layouts-shown">{t('list.shown')}</span>}
      </th>
      <td>
        {t(`origin.${origin}`)}
        {file !== null && <code className="layouts-file">{file}</code>}
      </td>
      <td>
        {published
          ? t('list.publishedAs', { n: published.number, by: published.by, when: whenText(published.at) })
          : t('list.never')}
      </td>
      <td>{draft ? t('list.draftBy', { by: draft.savedBy, when: whenText(draft.savedAt) }) : '–'}</td>
      <td className="layouts-acts">
        {origin !== 'folder' && (
          <a href={`#layouts/${id}`} aria-label={t('list.editOne', { title: name })}>
            {t('list.edit')}
          </a>
        )}
        {published && (
          <a href={`#layouts/${id}/history`} aria-label={t('list.historyOne', { title: name })}>
            {t('list.history')}
          </a>
        )}
        <a href={sceneFileAddress(id)} download aria-label={t('list.fileOne', { title: name })}>
          {t('list.file')}
        </a>
        {removable && (
          <button
            type="button"
            className="quiet"
            aria-label={t('list.removeOne', { title: name })}
            onClick={onRemove}
          >
            {t(origin === 'edited' ? 'list.removeEdited' : 'list.remove')}
          </button>
        )}
      </td>
    </tr>
  );
}

/** An id from a name: `Họp giao ban` → `hop-giao-ban`. */
export function idOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);
}

function NewSceneForm({ known }: { readonly known: readonly EditableScene[] }) {
  const { t } = useStrings('layouts');
  const locale = useLocale();
  const words = useFailureWords();
  const [name, setName] = useState('');
  const [from, setFrom] = useState('default');
  const [failed, setFailed] = useState<unknown>(null);

  function make(event: FormEvent): void {
    event.preventDefault();
    setFailed(null);
    const title = { vi: name.trim(), en: name.trim() };
    const wanted = { id: idOf(name), title, from: from === '' ? null : from };
    scenes.make(wanted).then(({ id }) => goTo('layouts', id), setFailed);
  }

  return (
    <form className="layouts-form" onSubmit={make}>
      <h3>{t('new.heading')}</h3>
      <label>
        {t('new.name')}
        <input required maxLength={120} value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <label>
        {t('new.from')}
        <select value={from} onChange={(e) => setFrom(e.target.value)}>
          <option value="">{t('new.empty')}</option>
          {known.map(({ id, title }) => (
            <option key={id} value={id}>
              {title[locale]}
            </option>
          ))}
        </select>
      </label>
      {failed !== null && <p role="alert">{refusalWords(failed, words)}</p>}
      <p className="acts">
        <button type="submit" disabled={idOf(name) === ''}>
          {t('new.make')}
        </button>
      </p>
    </form>
  );
}

/** A document from another wall, or of an older version. */
function ImportForm() {
  const { t } = useStrings('layouts');
  const words = useFailureWords();
  const imageWords = useImageWords();
  const [failed, setFailed] = useState<unknown>(null);
  const [replace, setReplace] = useState(false);

  function bring(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (!file) return;
    setFailed(null);
    const read = async () => {
      const text = await file.text();
      let document: unknown;
      try {
        document = JSON.parse(text);
      } catch {
        throw new ApiError(400, t('import.notJson', { file: file.name }));
      }
      return scenes.bring(document, replace);
    };
    read().then(({ draft }) => goTo('layouts', draft.id), setFailed);
  }

  return (
    <form className="layouts-form" onSubmit={(event) => event.preventDefault()}>
      <h3>{t('import.heading')}</h3>
      <p className="note">{t('import.intro')}</p>
      <label className="check">
        <input type="checkbox" checked={replace} onChange={(e) => setReplace(e.target.checked)} />
        {t('import.replace')}
      </label>
      <p>
        <span className="file-button">
          {t('import.choose')}
          <input type="file" accept="application/json,.json" aria-label={t('import.file')} onChange={bring} />
        </span>
      </p>
      {failed !== null && (
        <p role="alert">{imageFaultOf(failed) === null ? refusalWords(failed, words) : imageWords(failed)}</p>
      )}
    </form>
  );
}
