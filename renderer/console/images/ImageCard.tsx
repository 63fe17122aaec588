import { type FormEvent, useState } from 'react';
import type { ImageListed, ImageUse } from '../../../electron/contract/images.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { sizeText } from '../system/sizeText.ts';
import { whenText } from '../whenText.ts';
import { imageAddress, imageFaultOf, images } from './imagesApi.ts';
import { useImageWords } from './useImageWords.ts';
import { type TypedWords, WordsFields, wordsOf } from './WordsFields.tsx';

interface ImageCardProps {
  readonly image: ImageListed;
  /** With what there is to say of it. */
  readonly onChanged: (sentence: string) => void;
}

/** One picture with what it shows and where it is used. */
export function ImageCard({ image, onChanged }: ImageCardProps) {
  const { t } = useStrings('images');
  const locale = useLocale();
  const told = useImageWords();
  const { id, words, width, height, bytes, by, at } = image;
  const [editing, setEditing] = useState<TypedWords | null>(null);
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const uses = imageFaultOf(failed)?.uses ?? image.uses;

  function describe(event: FormEvent): void {
    event.preventDefault();
    if (editing === null) return;
    setFailed(null);
    images.describe(id, wordsOf(editing)).then(() => {
      setEditing(null);
      onChanged(t('described'));
    }, setFailed);
  }

  function remove(): void {
    setFailed(null);
    setAsking(false);
    images.remove(id).then(() => onChanged(t('removed', { what: words.vi })), setFailed);
  }

  return (
    <li className="images-card">
      <a className="images-thumb" href={imageAddress(id)} target="_blank" rel="noreferrer">
        <img src={imageAddress(id)} alt={words[locale] ?? words.vi} loading="lazy" />
      </a>
      {editing === null ? (
        <p className="images-said">
          <b lang="vi">{words.vi}</b>
          {words.en !== undefined && (
            <span className="note" lang="en">
              {words.en}
            </span>
          )}
        </p>
      ) : (
        <form className="images-words" onSubmit={describe}>
          <WordsFields words={editing} onChange={setEditing} />
          <p className="acts">
            <button type="submit" disabled={editing.vi.trim() === ''}>
              {t('keep')}
            </button>
            <button type="button" className="quiet" onClick={() => setEditing(null)}>
              {t('leave')}
            </button>
          </p>
        </form>
      )}
      <p className="note">
        {t('facts', { width, height, size: sizeText(bytes, locale), by, when: whenText(at) })}
      </p>
      <Uses uses={uses} />
      {failed !== null && <p role="alert">{told(failed)}</p>}
      {asking ? (
        <p className="acts">
          <button type="button" onClick={remove}>
            {t('removeYes')}
          </button>
          <button type="button" className="quiet" onClick={() => setAsking(false)}>
            {t('leave')}
          </button>
        </p>
      ) : (
        editing === null && (
          <p className="acts">
            <button
              type="button"
              className="quiet"
              aria-label={t('describeOne', { what: words.vi })}
              onClick={() => setEditing({ vi: words.vi, en: words.en ?? '' })}
            >
              {t('describe')}
            </button>
            <button
              type="button"
              className="quiet"
              aria-label={t('removeOne', { what: words.vi })}
              onClick={() => setAsking(true)}
            >
              {t('remove')}
            </button>
          </p>
        )
      )}
    </li>
  );
}

function Uses({ uses }: { readonly uses: readonly ImageUse[] }) {
  const { t } = useStrings('images');
  if (uses.length === 0) return <p className="note">{t('unused')}</p>;
  return (
    <div className="images-uses">
      <p className="note">{t('used')}</p>
      <ul>
        {uses.map(({ where, name }, i) => (
          // The same place may use it twice.
          <li key={`${where} ${name} ${i}`}>
            {where === 'scene' || where === 'draft' ? (
              <a href={`#layouts/${name}`}>{t(`use.${where}`, { name })}</a>
            ) : (
              t(`use.${where}`, { name })
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
