import type { FiguresAnswer } from '../../../electron/contract/answers.ts';
import { type Size, useSize } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { FigureTile } from '../figure/FigureTile.tsx';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { PageMarks } from '../turns/PageMarks.tsx';
import { useShownPage } from '../turns/useShownPage.ts';
import { type Paged, pagesOf } from './pages.ts';
import './figures.css';

/** Figures of the second rank: quiet rows under each other where all have room, else a page of them at a time. */
export function FiguresView({ config }: WidgetProps<Config>) {
  const figures = useAnswer(question(config))?.figures;
  const catalogue = useCatalogue();
  const { t } = useStrings('frame');
  const [box, size] = useSize<HTMLDivElement>();
  if (!figures || catalogue.size === 0) return <Notice tone="quiet" title={t('waiting')} />;
  return (
    <div className="figures" ref={box}>
      <Placed config={config} figures={figures} size={size} />
    </div>
  );
}

interface PlacedProps {
  readonly config: Config;
  readonly figures: FiguresAnswer['figures'];
  readonly size: Size | null;
}

function Placed({ config: { rows }, figures, size }: PlacedProps) {
  const paged = size && pagesOf(rows, { width: size.width / size.rem, height: size.height / size.rem });
  return paged ? <Pages {...paged} figures={figures} /> : <Rows rows={rows} figures={figures} />;
}

/** Each row with its name at the left; columns align through all rows. */
function Rows({
  rows,
  figures,
}: {
  readonly rows: Config['rows'];
  readonly figures: PlacedProps['figures'];
}) {
  const locale = useLocale();
  const columns = Math.max(...rows.map((r) => r.indicators.length));
  return rows.map((row) => (
    <section key={row.title.vi} className="figures-row">
      <h2 className="figures-title">{row.title[locale]}</h2>
      <Tiles keys={row.indicators} columns={columns} figures={figures} />
    </section>
  ));
}

interface PagesProps extends Paged {
  readonly figures: PlacedProps['figures'];
}

function Pages({ pages, columns, figures }: PagesProps) {
  const shown = useShownPage(pages.length);
  return (
    <>
      <Tiles keys={pages[shown] ?? []} columns={columns} figures={figures} />
      <PageMarks count={pages.length} shown={shown} />
    </>
  );
}

interface TilesProps {
  readonly keys: readonly string[];
  readonly columns: number;
  readonly figures: PlacedProps['figures'];
}

function Tiles({ keys, columns, figures }: TilesProps) {
  const catalogue = useCatalogue();
  return (
    <div className="figures-tiles" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {keys.map((key) => {
        const [figure, indicator] = [figures[key], catalogue.get(key)];
        return figure && indicator ? <FigureTile key={key} figure={figure} indicator={indicator} /> : null;
      })}
    </div>
  );
}
