import { useMemo, useState } from 'react';
import type { ImageAnswer } from '../../../electron/contract/images.ts';
import { useAnswer } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import './image.css';

/** A picture that somebody put on the wall: an emblem, a plan, a notice, a photograph. */
export function ImageView({ config }: WidgetProps<Config>) {
  const { t } = useStrings('widgets');
  const { image } = config;
  if (image === undefined)
    return <Notice tone="quiet" title={t('image.none')} detail={t('image.none_how')} />;
  return <Chosen config={config} image={image} />;
}

function Chosen({ config, image }: WidgetProps<Config> & { readonly image: string }) {
  const { t } = useStrings('widgets');
  // The window has the whole picture: it stays when the engine is gone.
  const answer = useAnswer(question(image));
  if (!answer) return <Notice tone="quiet" title={t('image.coming')} />;
  if (!answer.picture) return <Notice tone="fault" title={t('image.gone')} detail={t('image.gone_how')} />;
  return <Picture key={image} config={config} picture={answer.picture} />;
}

interface PictureProps extends WidgetProps<Config> {
  readonly picture: NonNullable<ImageAnswer['picture']>;
}

function Picture({ config: { fit, ground, caption }, picture }: PictureProps) {
  const { t } = useStrings('widgets');
  const locale = useLocale();
  const { type, content, words, width, height } = picture;
  const [drawn, setDrawn] = useState<'not_yet' | 'drawn' | 'broken'>('not_yet');
  const source = useMemo(() => `data:${type};base64,${content}`, [type, content]);
  if (drawn === 'broken')
    return <Notice tone="fault" title={t('image.broken')} detail={t('image.broken_how')} />;
  const said = words[locale];
  return (
    <figure
      className="image"
      data-fit={fit}
      data-ground={ground}
      aria-busy={drawn === 'not_yet' || undefined}
    >
      <div className="image-place">
        <img
          src={source}
          width={width}
          height={height}
          alt={said ?? words.vi}
          lang={said === undefined ? 'vi' : undefined}
          draggable={false}
          onLoad={() => setDrawn('drawn')}
          onError={() => setDrawn('broken')}
        />
      </div>
      {caption && <figcaption className="image-caption">{caption[locale]}</figcaption>}
    </figure>
  );
}
