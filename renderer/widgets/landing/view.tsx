import type { Scalar } from '../../../electron/contract/answers.ts';
import { type Size, useSize } from '../../charts/index.ts';
import { useAnswer, useCatalogue } from '../../data/index.ts';
import { Figure, type FigureKind, figureText, formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import './landing.css';

/** Height of the figure and of a line of words, rem; as wide as a letter comes out. */
const FIGURE = 3.6;
const LINE = 2.1;
const LETTER = 0.82;
/** In a box of so many rem in height and width the figure and what it means for the target stand as large as from across the room. */
const LARGE = { height: 15, width: 26, figure: 6.9, main: 1.35 };

function isLarge(size: Size | null): boolean {
  return size !== null && size.height / size.rem >= LARGE.height && size.width / size.rem >= LARGE.width;
}

/** What of the words finds room below the figure, most important first. */
function fitting(words: readonly (string | null)[], size: Size | null): string[] {
  const given = words.filter((one) => one !== null);
  if (!size || size.width === 0) return given.slice(0, 1);
  const large = isLarge(size);
  let left = size.height / size.rem - (large ? LARGE.figure : FIGURE);
  return given.filter((one, i) => {
    const times = large && i === 0 ? LARGE.main : 1;
    const height = Math.ceil((one.length * LETTER * times * size.rem) / size.width) * LINE * times;
    if (left < height) return false;
    left -= height;
    return true;
  });
}

export function LandingHeading({ config }: WidgetProps<Config>) {
  const indicator = useCatalogue().get(config.indicator);
  const locale = useLocale();
  const { t } = useStrings('widgets');
  return <>{indicator ? t('landing.heading', { name: indicator.short[locale] }) : t('landing.title')}</>;
}

/** Where the year lands, how sure that is, and whether the target is met. */
export function LandingView({ config }: WidgetProps<Config>) {
  const answer = useAnswer(question(config));
  const locale = useLocale();
  const { t } = useStrings('widgets');
  const units = useStrings('units').t;
  const frame = useStrings('frame').t;
  const [box, size] = useSize<HTMLDivElement>();
  if (!answer || answer.outcome === 'working') return <Notice tone="quiet" title={frame('waiting')} />;
  if (answer.outcome === 'none')
    return <Notice tone="quiet" title={t('landing.none')} detail={answer.words[locale]} />;
  const { landing, pastError, measure: unit, decimals } = answer;
  const kind: FigureKind = { unit, decimals };
  const text = (value: Scalar) => {
    const { number, unit: said } = figureText(value, kind, locale);
    return `${number} ${units(`short.${said}`)}`;
  };
  const target = landing.target;
  const aim = target && (unit === 'dong' ? String(Math.round(target.value)) : target.value);
  const off = (error: number) =>
    t(unit === 'percent' ? 'landing.points' : 'landing.percent', { by: formatNumber(error, 1, locale) });
  const likelihood =
    target === null || aim === null
      ? t('hero.no_target')
      : target.likelihood === null || target.probability === null
        ? t('landing.aim', { aim: text(aim) })
        : t(`landing.likelihood.${target.likelihood}`, {
            aim: text(aim),
            chance: formatNumber(target.probability * 100, 0, locale),
          });
  const errors =
    pastError.count === 0
      ? null
      : t('landing.errors', { own: off(pastError.own), naive: off(pastError.naive) });
  const span = t('landing.span', { low: text(landing.low80), high: text(landing.high80) });
  return (
    <div className="landing" data-large={isLarge(size) || undefined} ref={box}>
      <p className="landing-figure">
        <Figure value={landing.value} kind={kind} />
      </p>
      {fitting([likelihood, span, errors], size).map((one) => (
        <p key={one} className="landing-words" data-main={one === likelihood || undefined}>
          {one}
        </p>
      ))}
    </div>
  );
}
