import { useMemo } from 'react';
import { useSize } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import { useFigureWords, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import { type Step, stepsOf } from './steps.ts';
import './funnel.css';

/** What leaves stands beside each step from this width on, in two lines; below, under it. Either needs that much height for a step. */
const BESIDE_REM = { width: 42, height: 3.4 };
const UNDER_REM = { width: 33, height: 3.9 };

/** "Từ thụ lý đến thi hành xong (việc)" */
export function FunnelHeading({ config }: WidgetProps<Config>) {
  const { t } = useStrings('widgets');
  return <>{t(`funnel.heading.${config.table}`)}</>;
}

/** From what was handled over what is to be enforced and can be, to what is completed; what leaves on the way is told beside it. */
export function FunnelView({ config }: WidgetProps<Config>) {
  const answer = useAnswer(question(config));
  const frame = useStrings('frame').t;
  const [box, size] = useSize<HTMLOListElement>();
  const steps = useMemo(() => (answer ? stepsOf(answer, config.table) : []), [answer, config.table]);
  if (!answer) return <Notice tone="quiet" title={frame('waiting')} />;
  const has = (least: { readonly width: number; readonly height: number }) =>
    size !== null &&
    size.width >= least.width * size.rem &&
    size.height >= least.height * size.rem * steps.length;
  const place = has(BESIDE_REM) ? 'beside' : has(UNDER_REM) ? 'under' : 'none';
  const wide = size !== null && size.width >= BESIDE_REM.width * size.rem;
  return (
    <ol className="funnel" data-leaving={place} data-wide={wide || undefined} ref={box}>
      {steps.map((step) => (
        <Row key={step.letter} step={step} table={config.table} />
      ))}
    </ol>
  );
}

function Row({ step, table }: { readonly step: Step; readonly table: Config['table'] }) {
  const { t } = useStrings('widgets');
  const words = useFigureWords();
  const kind = { unit: table === 'money' ? ('dong' as const) : ('case' as const), decimals: 0 };
  const leaving = step.beside.map(({ letter, value }) => (
    <span key={letter} className="funnel-part">
      {t(`funnel.part.${letter}`)} <b>{words.value(value, kind)}</b>
    </span>
  ));
  return (
    <li className="funnel-step" data-letter={step.letter}>
      <span className="funnel-name">{t(`funnel.step.${step.letter}`)}</span>
      <span className="funnel-value">{words.value(step.value, kind)}</span>
      <span className="funnel-track">
        <i style={{ left: percent(step.from), width: percent(Math.max(0, step.to - step.from)) }} />
      </span>
      <span className="funnel-leaving">{leaving}</span>
    </li>
  );
}

function percent(share: number): string {
  return `${share * 100}%`;
}
