import { useAnswer, useCatalogue } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { FigureTile } from '../figure/FigureTile.tsx';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import './figures.css';

/** Figures of the second rank in quiet rows, each row with its name at the left; columns align through all rows. */
export function FiguresView({ config }: WidgetProps<Config>) {
  const figures = useAnswer(question(config))?.figures;
  const catalogue = useCatalogue();
  const locale = useLocale();
  const { t } = useStrings('frame');
  if (!figures || catalogue.size === 0) return <Notice tone="quiet" title={t('waiting')} />;
  const columns = Math.max(...config.rows.map((r) => r.indicators.length));
  return (
    <div className="figures">
      {config.rows.map((row) => (
        <section key={row.title.vi} className="figures-row">
          <h2 className="figures-title">{row.title[locale]}</h2>
          <div
            className="figures-tiles"
            style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {row.indicators.map((key) => {
              const [figure, indicator] = [figures[key], catalogue.get(key)];
              return figure && indicator ? (
                <FigureTile key={key} figure={figure} indicator={indicator} />
              ) : null;
            })}
          </div>
        </section>
      ))}
    </div>
  );
}
