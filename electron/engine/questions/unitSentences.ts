/** Sentences about the units below a unit, or its parts. */
import type { Query, Words } from '../../contract/questions.ts';
import { both, exactFigure, lower, shortFigure } from '../wording/index.ts';
import type { Measured } from './measured.ts';
import { EXTREME, listed, type Named } from './phrasing.ts';

export function rankingWords(about: {
  measured: Measured;
  unit: string;
  when: Words;
  query: Extract<Query, { kind: 'ranking' }>;
  rows: readonly Named[];
  all: number;
  /** How many more are level with the last one. */
  tied: number;
}): Words {
  const { measured, when, query, rows, all, unit, tied } = about;
  return both((l) => {
    const extreme = EXTREME[l][query.order];
    const name = measured.name[l];
    const [first] = rows;
    if (query.bound) {
      const bound = shortFigure(query.bound.value, measured, l);
      const beyond = BOUND[l][query.bound.is];
      if (!first)
        return l === 'vi'
          ? `Không có đơn vị nào trong ${all} đơn vị của ${unit} có ${lower(name)} ${beyond} ${bound} (${when.vi}).`
          : `None of the ${all} units of ${unit} has a figure for ${lower(name)} ${beyond} ${bound} (${when.en}).`;
      return l === 'vi'
        ? `${rows.length} trong ${all} đơn vị của ${unit} có ${lower(name)} ${beyond} ${bound} (${when.vi}): ${listed(rows, measured, l)}.`
        : `${rows.length} of ${all} units of ${unit} have a figure for ${lower(name)} ${beyond} ${bound} (${when.en}): ${listed(rows, measured, l)}.`;
    }
    const level =
      tied === 0 || query.limit === null
        ? ''
        : l === 'vi'
          ? ` Còn ${tied} đơn vị khác cùng mức.`
          : ` ${tied} more ${tied === 1 ? 'is' : 'are'} level with it.`;
    if (first && query.limit === 1)
      return l === 'vi'
        ? `Trong ${all} đơn vị của ${unit}, ${first.label.vi} có ${lower(name)} ${extreme} (${when.vi}): ${exactFigure(first.value, measured, l)}.${level}`
        : `Of ${all} units of ${unit}, ${first.label.en} has the ${extreme} figure for ${lower(name)} (${when.en}): ${exactFigure(first.value, measured, l)}.${level}`;
    const head =
      l === 'vi'
        ? query.limit === null
          ? `Xếp hạng ${all} đơn vị của ${unit} theo ${lower(name)} (${when.vi})`
          : `${rows.length} đơn vị của ${unit} có ${lower(name)} ${extreme} (${when.vi})`
        : query.limit === null
          ? `${all} units of ${unit} by ${lower(name)} (${when.en})`
          : `The ${rows.length} units of ${unit} with the ${extreme} figures for ${lower(name)} (${when.en})`;
    return `${head}: ${listed(rows, measured, l, true)}.${level}`;
  });
}

export function positionWords(about: {
  measured: Measured;
  when: Words;
  order: 'highest' | 'lowest';
  place: number;
  all: number;
  own: Named;
  first: Named;
  last: Named;
}): Words {
  const { measured, when, order, place, all, own, first, last } = about;
  return both((l) => {
    const figure = ({ label, value }: Named) => `${label[l]}: ${shortFigure(value, measured, l)}`;
    const name = lower(measured.name[l]);
    const ends = [EXTREME[l][order], EXTREME[l][order === 'highest' ? 'lowest' : 'highest']] as const;
    return l === 'vi'
      ? `${own.label.vi} đứng thứ ${place} trong ${all} đơn vị về ${name} (${when.vi}): ${exactFigure(own.value, measured, l)}. ${capital(ends[0])} là ${figure(first)}; ${ends[1]} là ${figure(last)}.`
      : `${own.label.en} is number ${place} of ${all} units for ${name} (${when.en}): ${exactFigure(own.value, measured, l)}. The ${ends[0]} is ${figure(first)}; the ${ends[1]} is ${figure(last)}.`;
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function breakdownWords(about: {
  measured: Measured;
  unit: string;
  when: Words;
  by: Words;
  order: 'highest' | 'lowest' | null;
  rows: readonly Named[];
}): Words {
  const { measured, unit, when, by, order, rows } = about;
  return both((l) => {
    const sorted =
      order === null ? '' : l === 'vi' ? `, ${EXTREME.vi[order]}` : `, ${EXTREME.en[order]} first`;
    return l === 'vi'
      ? `${measured.name.vi} của ${unit} ${when.vi}, ${by.vi}${sorted}: ${listed(rows, measured, l)}.`
      : `${measured.name.en} of ${unit} ${when.en}, ${by.en}${sorted}: ${listed(rows, measured, l)}.`;
  });
}

const BOUND = { vi: { above: 'trên', below: 'dưới' }, en: { above: 'above', below: 'below' } };
