import { useAnswer, useCatalogue } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { FigureTile } from './FigureTile.tsx';

export function FigureView({ config }: WidgetProps<Config>) {
  const figure = useAnswer(question(config))?.figures[config.indicator];
  const indicator = useCatalogue().get(config.indicator);
  const { t } = useStrings('frame');
  if (!figure || !indicator) return <Notice tone="quiet" title={t('waiting')} />;
  return <FigureTile figure={figure} indicator={indicator} />;
}
