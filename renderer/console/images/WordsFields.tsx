import { IMAGE_WORDS_MAX, type ImageWords } from '../../../electron/contract/images.ts';
import { useStrings } from '../../ui/index.ts';

/** As typed: an empty one is not there yet. */
export interface TypedWords {
  readonly vi: string;
  readonly en: string;
}

export const NO_WORDS: TypedWords = { vi: '', en: '' };

export function wordsOf({ vi, en }: TypedWords): ImageWords {
  return { vi: vi.trim(), ...(en.trim() !== '' && { en: en.trim() }) };
}

interface WordsFieldsProps {
  readonly words: TypedWords;
  readonly onChange: (words: TypedWords) => void;
}

/** What a picture shows, for whoever cannot see it. */
export function WordsFields({ words, onChange }: WordsFieldsProps) {
  const { t } = useStrings('images');
  return (
    <>
      <label className="images-field">
        {t('words.vi')}
        <input
          required
          maxLength={IMAGE_WORDS_MAX}
          lang="vi"
          value={words.vi}
          placeholder={t('words.example')}
          onChange={({ target }) => onChange({ ...words, vi: target.value })}
        />
      </label>
      <label className="images-field">
        {t('words.en')}
        <input
          maxLength={IMAGE_WORDS_MAX}
          lang="en"
          value={words.en}
          onChange={({ target }) => onChange({ ...words, en: target.value })}
        />
      </label>
      <p className="note">{t('words.why')}</p>
    </>
  );
}
