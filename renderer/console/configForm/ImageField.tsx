/** A picture of those there are, chosen by how it looks; or a new one, brought here. */
import { useId, useState } from 'react';
import type { ImageListed } from '../../../electron/contract/images.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { BringImage } from '../images/BringImage.tsx';
import { imageAddress, images } from '../images/imagesApi.ts';
import { useMayBring } from '../images/mayBring.ts';
import { useImageWords } from '../images/useImageWords.ts';
import { useAsked } from '../useAsked.ts';
import type { FieldProps } from './fieldProps.ts';
import { Grouped } from './Labelled.tsx';
import '../images/images.css';

export function ImageField({ path, value, setting, fault, ...named }: FieldProps) {
  const { t } = useStrings('images');
  const locale = useLocale();
  const told = useImageWords();
  const mayBring = useMayBring();
  const { value: known, error, again } = useAsked(images.list);
  const [bringing, setBringing] = useState(false);
  const name = useId();
  const chosen = typeof value === 'string' ? value : undefined;
  const isHere = known?.images.some(({ id }) => id === chosen) ?? true;
  const choose = (id: string) => setting.change(path, id);
  const wordsOf = ({ words }: ImageListed) => words[locale] ?? words.vi;

  return (
    <Grouped {...named} fault={fault ?? (chosen !== undefined && !isHere ? t('pick.gone') : undefined)}>
      {error !== null && <p role="alert">{told(error)}</p>}
      {known?.images.length === 0 && <p className="note">{t(mayBring ? 'pick.empty' : 'pick.emptyAsk')}</p>}
      {known && known.images.length > 0 && (
        <div className="images-picks">
          {known.images.map((image) => (
            <label key={image.id} className="images-pick">
              <input
                className="unseen"
                type="radio"
                name={name}
                checked={image.id === chosen}
                onChange={() => choose(image.id)}
              />
              <span className="images-thumb">
                <img src={imageAddress(image.id)} alt="" loading="lazy" />
              </span>
              <span className="images-pick-words">{wordsOf(image)}</span>
            </label>
          ))}
        </div>
      )}
      {mayBring && (
        <button
          type="button"
          className="quiet"
          aria-expanded={bringing}
          onClick={() => setBringing(!bringing)}
        >
          {t(bringing ? 'pick.close' : 'pick.bring')}
        </button>
      )}
      {mayBring && bringing && (
        <BringImage
          onBrought={({ id }) => {
            setBringing(false);
            again();
            choose(id);
          }}
        />
      )}
    </Grouped>
  );
}
