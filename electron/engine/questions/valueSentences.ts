/** Sentences about one unit's figure, and about figures held against each other. */
import type { Scalar } from '../../contract/answers.ts';
import type { Words } from '../../contract/questions.ts';
import { both, exactFigure, type Language, plainNumber, shortFigure } from '../wording/index.ts';
import type { Measured } from './measured.ts';
import { compared, gap, listed, type Named } from './phrasing.ts';

export function valueWords(about: {
  measured: Measured;
  unit: string;
  when: Words;
  value: Scalar;
  only: Words | null;
}): Words {
  const { measured, unit, when, value, only } = about;
  return both((l) => {
    const of = `${measured.name[l]}${only ? ` (${only[l]})` : ''}`;
    const figure = exactFigure(value, measured, l);
    if (l === 'en') return `${of} of ${unit} ${when.en}: ${value === null ? 'there is no figure' : figure}.`;
    return value === null
      ? `${of} của ${unit} ${when.vi}: chưa có số liệu.`
      : `${of} của ${unit} ${when.vi} là ${figure}.`;
  });
}

export function comparedPeriodsWords(about: {
  measured: Measured;
  unit: string;
  only: Words | null;
  now: Named;
  then: Named;
  difference: Scalar;
  growth: number | null;
}): Words {
  const { measured, unit, only, now, then } = about;
  return both((l) => {
    const of = `${measured.name[l]}${only ? ` (${only[l]})` : ''} ${l === 'vi' ? 'của' : 'of'} ${unit}`;
    const side = ({ label, value }: Named) =>
      l === 'vi'
        ? `${label.vi} ${value === null ? 'chưa có số liệu' : `là ${exactFigure(value, measured, l)}`}`
        : `${label.en} ${value === null ? 'there is no figure' : exactFigure(value, measured, l)}`;
    return `${of}: ${side(now)}; ${side(then)}. ${movement(about, l)}`.trim();
  });
}

export function comparedUnitsWords(about: {
  measured: Measured;
  when: Words;
  rows: readonly Named[];
  spread: Scalar;
}): Words {
  const { measured, when, rows, spread } = about;
  return both((l) => {
    const list = listed(rows, measured, l);
    const head = `${measured.name[l]} ${when[l]}: ${list}.`;
    const known = rows.filter(({ value }) => value !== null);
    const [first, second] = [...known].sort((a, b) => compared(b.value, a.value));
    const last = [...known].sort((a, b) => compared(a.value, b.value))[0];
    if (!first || !second || !last || spread === null) return head;
    if (Number(spread) === 0) return `${head} ${l === 'vi' ? 'Các đơn vị bằng nhau.' : 'They are equal.'}`;
    const by = gap(spread, measured, l);
    return l === 'vi'
      ? `${head} ${first.label.vi} ${known.length === 2 ? 'cao hơn' : 'cao nhất, hơn'} ${last.label.vi}: ${by}.`
      : `${head} ${first.label.en} is ${known.length === 2 ? '' : 'highest, '}${by} above ${last.label.en}.`;
  });
}

export function trendWords(about: {
  measured: Measured;
  unit: string;
  step: Words;
  rows: readonly Named[];
}): Words {
  const { measured, unit, step, rows } = about;
  return both((l) => {
    const known = rows.filter(({ value }) => value !== null);
    const [first] = known;
    const last = known.at(-1);
    const sorted = [...known].sort((a, b) => compared(a.value, b.value));
    const [lowest] = sorted;
    const highest = sorted.at(-1);
    const figure = (one: Named) => `${shortFigure(one.value, measured, l)} (${one.label[l]})`;
    const head =
      l === 'vi' ? `${measured.name.vi} của ${unit} ${step.vi}` : `${measured.name.en} of ${unit} ${step.en}`;
    if (!first || !last || !lowest || !highest)
      return l === 'vi' ? `${head}: chưa có số liệu.` : `${head}: there is no figure.`;
    return l === 'vi'
      ? `${head}: từ ${figure(first)} đến ${figure(last)}; cao nhất ${figure(highest)}, thấp nhất ${figure(lowest)}.`
      : `${head}: from ${figure(first)} to ${figure(last)}; highest ${figure(highest)}, lowest ${figure(lowest)}.`;
  });
}

function movement(
  { measured, difference, growth }: { measured: Measured; difference: Scalar; growth: number | null },
  l: Language,
): string {
  if (difference === null) return '';
  if (Number(difference) === 0) return l === 'vi' ? 'Không thay đổi.' : 'Unchanged.';
  const rises = Number(difference) > 0;
  const size = String(difference).replace('-', '');
  const by = gap(typeof difference === 'string' ? size : Number(size), measured, l);
  const share =
    growth === null || measured.unit === 'percent'
      ? ''
      : ` (${rises ? '+' : '−'}${percent(Math.abs(growth), l)})`;
  return l === 'vi' ? `${rises ? 'Tăng' : 'Giảm'} ${by}${share}.` : `${rises ? 'Up' : 'Down'} ${by}${share}.`;
}

function percent(value: number, l: Language): string {
  return l === 'vi' ? `${plainNumber(value, 1, l)} %` : `${plainNumber(value, 1, l)}%`;
}
