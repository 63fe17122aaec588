import { useMemo } from 'react';
import { share, useSize } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { toNumber, useFigureWords, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
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
  const room = size ? size.height / ((wide ? BESIDE_REM : BELOW_REM) * size.rem) : parts.length;
  const pages = useMemo(() => dealt(parts, room), [parts, room]);
  const shown = useShownPage(pages.length);
  if (!answer || !formula) return <Notice tone="quiet" title={frame('waiting')} />;
  if (answer.rows.length === 0) return <Notice tone="quiet" title={t('distribution.empty')} />;
  const kind = { unit: answer.unitOf, decimals: answer.decimals };
  const end = Math.max(0, ...parts.map(({ value }) => toNumber(value) ?? 0));
  return (
    <ol className="distribution" data-wide={wide || undefined} ref={box}>
      {(pages[shown] ?? []).map((part) => (
        <Row key={part.id} part={part} by={config.by} kind={kind} end={end} />
      ))}
      <PageMarks count={pages.length} shown={shown} />
    </ol>
  );
}

interface RowProps {
  readonly part: Part;
  readonly by: Config['by'];
  readonly kind: Parameters<ReturnType<typeof useFigureWords>['value']>[1];
  /** The greatest value of all rows, those of other pages as well. */
  readonly end: number;
}

function Row({ part, by, kind, end }: RowProps) {
  const { t } = useStrings('widgets');
  const words = useFigureWords();
  const label =
    part.kind === 'part'
      ? by === 'officer'
        ? (part.name ?? part.key ?? '')
        : t(`distribution.${by}.${part.key}`)
      : t(`distribution.${part.kind}.${part.kind === 'none' ? by : 'all'}`);
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
