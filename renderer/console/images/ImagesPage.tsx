/** Pictures of the wall and of dashboards: those there are, what they show, where they are used; bringing and taking away. */
import { useState } from 'react';
import type { ImageListed } from '../../../electron/contract/images.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { Help } from '../help/Help.tsx';
import { sizeText } from '../system/sizeText.ts';
import { useAsked } from '../useAsked.ts';
import { BringImage } from './BringImage.tsx';
import { ImageCard } from './ImageCard.tsx';
import { images } from './imagesApi.ts';
import { useImageWords } from './useImageWords.ts';
import './images.css';

export function ImagesPage() {
  const { t } = useStrings('images');
  const locale = useLocale();
  const told = useImageWords();
  const { value, error, again } = useAsked(images.list);
  const [said, setSaid] = useState('');

  function changed(sentence: string): void {
    setSaid(sentence);
    again();
  }
  const brought = ({ words }: ImageListed) => changed(t('brought', { what: words.vi }));

  return (
    <>
      <section aria-labelledby="images-title">
        <h2 id="images-title">
          {t('title')} <Help topic="images" />
        </h2>
        <p className="note intro">{t('intro')}</p>
        <BringImage onBrought={brought} />
        <p role="status" className="note">
          {said}
        </p>
      </section>
      <section aria-labelledby="images-there">
        <h3 id="images-there">{t('there')}</h3>
        {error !== null && <p role="alert">{told(error)}</p>}
        {value?.images.length === 0 && <p className="note">{t('empty')}</p>}
        {value && value.images.length > 0 && (
          <>
            <ul className="images-list">
              {value.images.map((image) => (
                <ImageCard key={image.id} image={image} onChanged={changed} />
              ))}
            </ul>
            <p className="note">
              {t('room', { images: value.room.images, size: sizeText(value.room.bytes, locale) })}
            </p>
          </>
        )}
      </section>
    </>
  );
}
