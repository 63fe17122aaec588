/** Sentences about targets. */
import type { Scalar } from '../../contract/answers.ts';
import type { Status } from '../../contract/indicators.ts';
import type { Words } from '../../contract/questions.ts';
import { both, dayText, type Language, lower, shortFigure } from '../wording/index.ts';
import type { Measured } from './measured.ts';
import { gap, MORE_IN_LIST, type Named } from './phrasing.ts';

export function standingWords({
  measured,
  toDate,
  status,
}: {
  measured: Measured;
  toDate: number;
  status: Status | null;
}): Words {
  return both((l) => {
    const due = shortFigure(toDate, measured, l);
    const standing =
      status === null ? '' : l === 'vi' ? `: ${lower(STATUS.vi[status])}` : `: ${lower(STATUS.en[status])}`;
    return l === 'vi' ? `Chỉ tiêu đến ngày này ${due}${standing}.` : `Target to date ${due}${standing}.`;
  });
}

export function targetWords(about: {
  measured: Measured;
  unit: string;
  day: string;
  year: number;
  value: Scalar;
  target: { year: number; toDate: number; status: Status | null };
}): Words {
  const { measured, unit, day, year, value, target } = about;
  return both((l) => {
    const figure = (one: Scalar) => shortFigure(one, measured, l);
    const short = value === null ? null : Number((Number(value) - target.toDate).toFixed(measured.decimals));
    const standing =
      target.status === null || short === null
        ? ''
        : l === 'vi'
          ? ` ${STATUS.vi[target.status]}, ${short >= 0 ? 'vượt' : 'thiếu'} ${gap(Math.abs(short), measured, l)}.`
          : ` ${STATUS.en[target.status]}: ${gap(Math.abs(short), measured, l)} ${short >= 0 ? 'above' : 'short'}.`;
    return l === 'vi'
      ? `Chỉ tiêu ${lower(measured.name.vi)} năm ${year} của ${unit} là ${figure(target.year)}; đến ngày ${dayText(day)} phải đạt ${figure(target.toDate)}, thực hiện ${figure(value)}.${standing}`
      : `The target of ${unit} for ${lower(measured.name.en)} in statistical year ${year} is ${figure(target.year)}; by ${dayText(day)} it must reach ${figure(target.toDate)} and stands at ${figure(value)}.${standing}`;
  });
}

export function againstTargetsWords(about: {
  measured: Measured;
  unit: string;
  day: string;
  rows: readonly (Named & { toDate: number })[];
  all: number;
  met: boolean;
}): Words {
  const { measured, unit, day, rows, all, met } = about;
  return both((l) => {
    const pairs = rows
      .slice(0, MORE_IN_LIST)
      .map(({ label, value, toDate }) => {
        const [reached, due] = [shortFigure(value, measured, l), shortFigure(toDate, measured, l)];
        return `${label[l]}: ${reached} / ${due}`;
      })
      .join('; ');
    const more = rows.length - MORE_IN_LIST;
    const name = lower(measured.name[l]);
    if (l === 'vi') {
      const head = `Đến ngày ${dayText(day)}, ${rows.length} trong ${all} đơn vị được giao chỉ tiêu của ${unit} ${met ? 'đạt' : 'chưa đạt'} chỉ tiêu ${name}`;
      if (rows.length === 0) return `${head}.`;
      return `${head} (thực hiện / phải đạt): ${pairs}${more > 0 ? `; và ${more} đơn vị khác` : ''}.`;
    }
    const head = `By ${dayText(day)} ${rows.length} of ${all} units of ${unit} with a target ${met ? 'meet it' : 'are short of it'} for ${name}`;
    if (rows.length === 0) return `${head}.`;
    return `${head} (reached / due): ${pairs}${more > 0 ? `; and ${more} more` : ''}.`;
  });
}

const STATUS: Readonly<Record<Language, Readonly<Record<Status, string>>>> = {
  vi: { met: 'Đạt chỉ tiêu', near: 'Gần đạt', behind: 'Chậm so với chỉ tiêu', missed: 'Không đạt' },
  en: { met: 'On target', near: 'Nearly on target', behind: 'Behind target', missed: 'Off target' },
};
