/** Bringing a picture: dropped or chosen, looked at, described, sent. */
import { useEffect, useRef, useState } from 'react';
import { IMAGE_BYTES_MAX, type ImageListed, IMAGE_PIXELS_MAX } from '../../../electron/contract/images.ts';
import { useStrings } from '../../ui/index.ts';
import { FileDrop } from '../files/FileDrop.tsx';
import { fitting } from './fitting.ts';
import { images } from './imagesApi.ts';
import { useImageWords } from './useImageWords.ts';
import { NO_WORDS, type TypedWords, WordsFields, wordsOf } from './WordsFields.tsx';
import './images.css';

/** What file pickers offer: what is no PNG, JPEG or WebP is drawn anew in the browser. */
const ACCEPTED = 'image/png,image/jpeg,image/webp,image/svg+xml,image/gif,image/avif,image/bmp';

interface BringImageProps {
  readonly onBrought: (image: ImageListed) => void;
}

export function BringImage({ onBrought }: BringImageProps) {
  const { t } = useStrings('images');
  const told = useImageWords();
  const [file, setFile] = useState<File | null>(null);
  const [words, setWords] = useState<TypedWords>(NO_WORDS);
  const [sent, setSent] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  function take(next: File): void {
    setFault(null);
    setFile(next);
  }

  function send(): void {
    if (file === null || words.vi.trim() === '' || sent !== null) return;
    setFault(null);
    setSent(0);
    const sending = async () => images.bring(await fitting(file), wordsOf(words), setSent);
    sending()
      .then(
        (image) => {
          setFile(null);
          setWords(NO_WORDS);
          onBrought(image);
        },
        (error: unknown) => setFault(told(error)),
      )
      .finally(() => setSent(null));
  }

  return (
    <div className="images-bring">
      {file === null ? (
        <FileDrop
          words={t('bring.drop')}
          choose={t('bring.choose')}
          limits={t('bring.limits', {
            mib: IMAGE_BYTES_MAX / 1024 / 1024,
            pixels: IMAGE_PIXELS_MAX / 1_000_000,
          })}
          accept={ACCEPTED}
          reading={null}
          onFile={take}
          onMany={() => setFault(t('bring.one'))}
        />
      ) : (
        <div
          className="images-chosen"
          role="group"
          aria-label={t('bring.describe', { file: file.name })}
          onKeyDown={(event) => {
            // It may stand within a form of its own.
            if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
            event.preventDefault();
            send();
          }}
        >
          <Looked key={`${file.name} ${file.lastModified}`} file={file} />
          <div className="images-words">
            <p className="long">{file.name}</p>
            <WordsFields words={words} onChange={setWords} />
            <p className="acts">
              <button type="button" disabled={words.vi.trim() === '' || sent !== null} onClick={send}>
                {t('bring.send')}
              </button>
              <button
                type="button"
                className="quiet"
                disabled={sent !== null}
                onClick={() => {
                  setFile(null);
                  setFault(null);
                }}
              >
                {t('bring.other')}
              </button>
            </p>
            <p role="status">
              {sent !== null && (
                <>
                  <progress aria-label={t('bring.sending')} value={sent} /> {t('bring.sending')}
                </>
              )}
            </p>
          </div>
        </div>
      )}
      {fault !== null && <p role="alert">{fault}</p>}
    </div>
  );
}

/** The file as it is, before anybody else has it. */
function Looked({ file }: { readonly file: File }) {
  const { t } = useStrings('images');
  const place = useRef<HTMLImageElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    if (place.current) place.current.src = made;
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (broken) return <p className="images-looked note">{t('bring.unseen')}</p>;
  return (
    <div className="images-looked">
      <img ref={place} alt={t('bring.looked')} onError={() => setBroken(true)} />
    </div>
  );
}
