import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { share, useSize } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { toNumber, useFigureWords, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { linesOf } from '../turns/lines.ts';
import { PageMarks } from '../turns/PageMarks.tsx';
import { dealt } from '../turns/turns.ts';
import { useShownPage } from '../turns/useShownPage.ts';
import { type Config, question } from './config.ts';
import { type Part, partsOf } from './parts.ts';
import './distribution.css';

/** Height of a row whose bar is beside its name, and of one that has it below, rem. */
const BESIDE_REM = 2.2;
const BELOW_REM = 2.35;
/** From this width on the bar stands beside the name. */
const WIDE_REM = 36;
/** What a second line of a name adds to a row; what stands beside the name, and its room beside the bar, rem. */
const LINE_REM = 1.75;
const VALUE_REM = 6.5;
const NAME_REM = 15;

/** "Việc phải thi hành theo loại việc" */
export function DistributionHeading({ config }: WidgetProps<Config>) {
  const indicator = useCatalogue().get(config.indicator);
  const locale = useLocale();
  const { t } = useStrings('widgets');
  if (!indicator) return <>{t('distribution.title')}</>;
  return <>{t(`distribution.by.${config.by}`, { name: indicator.short[locale] })}</>;
}

/** An indicator told apart by a dimension: one bar for each value of it, all of one scale. */
export function DistributionView({ config }: WidgetProps<Config>) {
  const answer = useAnswer(question(config));
  const formula = useCatalogue().get(config.indicator)?.formula;
  const frame = useStrings('frame').t;
  const { t } = useStrings('widgets');
  const [box, size] = useSize<HTMLOListElement>();
  const parts = useMemo(() => (answer && formula ? partsOf(answer, formula) : []), [answer, formula]);
  const wide = size !== null && size.width >= WIDE_REM * size.rem;
  const labels = useMemo(
    () => new Map(parts.map((part) => [part.id, labelOf(part, config.by, t)])),
    [parts, config.by, t],
  );
  const beside = size && !wide ? size.width / size.rem - VALUE_REM : NAME_REM;
  const row = (wide ? BESIDE_REM : BELOW_REM) + (linesOf([...labels.values()], beside) - 1) * LINE_REM;
  const room = size ? size.height / (row * size.rem) : parts.length;
  const pages = useMemo(() => dealt(parts, room), [parts, room]);
  const shown = useShownPage(pages.length);
  if (!answer || !formula) return <Notice tone="quiet" title={frame('waiting')} />;
  if (answer.rows.length === 0) return <Notice tone="quiet" title={t('distribution.empty')} />;
  const kind = { unit: answer.unitOf, decimals: answer.decimals };
  const end = Math.max(0, ...parts.map(({ value }) => toNumber(value) ?? 0));
  return (
    <ol className="distribution" data-wide={wide || undefined} ref={box}>
      {(pages[shown] ?? []).map((part) => (
        <Row key={part.id} part={part} label={labels.get(part.id) ?? ''} kind={kind} end={end} />
      ))}
      <PageMarks count={pages.length} shown={shown} />
    </ol>
  );
}

interface RowProps {
  readonly part: Part;
  readonly label: string;
  readonly kind: Parameters<ReturnType<typeof useFigureWords>['value']>[1];
  /** The greatest value of all rows, those of other pages as well. */
  readonly end: number;
}

function Row({ part, label, kind, end }: RowProps) {
  const words = useFigureWords();
  return (
    <li className="distribution-row" data-kind={part.kind}>
      <span className="distribution-name">{label}</span>
      <span className="distribution-value">{words.value(part.value, kind)}</span>
      <span className="distribution-track">
        <i style={{ width: share(toNumber(part.value) ?? 0, end) }} />
      </span>
    </li>
  );
}

/** What a part is called: by the widget's words, an enforcer by their name or else their key. */
function labelOf({ kind, key, name }: Part, by: Config['by'], t: TFunction): string {
  if (kind === 'rest') return t('distribution.rest.all');
  if (kind === 'none') return t(`distribution.none.${by}`);
  return by === 'officer' ? (name ?? key ?? '') : t(`distribution.${by}.${key}`);
}
