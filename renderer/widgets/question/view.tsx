import type { AnswerFigure } from '../../../electron/contract/questions.ts';
import { useSize } from '../../charts/index.ts';
import { useAnswer } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import { Figure, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import './question.css';

/** Heights of a row, of the large figure and of a line of the sentence, and the width of a letter, rem. */
const ROW = 2.45;
const FIGURE = 4.2;
const LINE = 2.1;
const LETTER = 0.82;
const ROWS_MOST = 10;
/** Where so much more height is there than figures and sentence need, figures stand so many times as large. */
const LARGE = 1.7;
/** Width of a row's value, rem. */
const VALUE = 8;

/** The first of the rows, as many as the height has room for. */
function fitting(
  rows: readonly AnswerFigure[],
  height: number,
  heightOf: (row: AnswerFigure) => number,
): AnswerFigure[] {
  let left = height;
  const shown: AnswerFigure[] = [];
  for (const row of rows) {
    left -= heightOf(row);
    if (left < 0) break;
    shown.push(row);
  }
  return shown;
}

export function QuestionHeading({ config }: WidgetProps<Config>) {
  return <>{config.question}</>;
}

/** A question that was kept, with its answer as of now: one figure large, several as rows, and the sentence. */
export function QuestionView({ config }: WidgetProps<Config>) {
  const answer = useAnswer(question(config));
  const locale = useLocale();
  const short = useShortName();
  const brief = useOfficeName();
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const [box, size] = useSize<HTMLDivElement>();
  if (!answer || answer.outcome === 'working') return <Notice tone="quiet" title={frame('waiting')} />;
  if (answer.outcome !== 'answered')
    return <Notice tone="quiet" title={t('question.unanswered')} detail={answer.words[locale]} />;
  const { figures, words } = answer;
  const [only] = figures;
  const [height, width] = size ? [size.height / size.rem, size.width / size.rem] : [0, 1];
  const nameOf = (one: AnswerFigure) => short(brief(one.label[locale]));
  const heightOf = (one: AnswerFigure) =>
    ROW + LINE * (Math.ceil((nameOf(one).length * LETTER) / Math.max(1, width - VALUE)) - 1);
  const sentence = words[locale];
  const lines = Math.ceil((sentence.length * LETTER) / width);
  const all = figures.slice(0, ROWS_MOST).reduce((sum, one) => sum + heightOf(one), 0);
  const large = LARGE * (figures.length === 1 ? FIGURE : all) + lines * LINE <= height;
  const times = large ? LARGE : 1;
  const tall = (one: AnswerFigure) => heightOf(one) * times;
  const rows = figures.length > 1 ? fitting(figures.slice(0, ROWS_MOST), height, tall) : [];
  const taken = rows.reduce((sum, one) => sum + tall(one), figures.length === 1 ? FIGURE * times : 0);
  // Where the figures leave no room for the sentence, they answer alone.
  const told = figures.length === 0 || height - taken >= lines * LINE;
  return (
    <div className="question" data-large={large || undefined} ref={box}>
      {figures.length === 1 && only && (
        <p className="question-figure">
          <Figure value={only.value} kind={{ unit: only.measure, decimals: only.decimals }} />
        </p>
      )}
      {rows.length > 0 && (
        <table className="question-rows">
          <tbody>
            {rows.map((one) => (
              <tr key={`${one.unit ?? ''} ${one.label.vi} ${one.at}`}>
                <th scope="row">{nameOf(one)}</th>
                <td>
                  <Figure value={one.value} kind={{ unit: one.measure, decimals: one.decimals }} brief />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {told && <p className="question-words">{sentence}</p>}
    </div>
  );
}
