/** What an indicator or a letter counts, in words. */
import type { Quantity } from '../../contract/indicators.ts';
import type { Words } from '../../contract/questions.ts';
import { both } from '../wording/index.ts';
import type { Lexicon } from './lexicon.ts';
import type { Measured } from './measured.ts';

export function definitionWords(measured: Measured, { letters }: Lexicon): Words {
  const { formula, name, source } = measured;
  const part = ({ of, letter }: Quantity, l: 'vi' | 'en') => {
    const { name: called } = letters[letter];
    const text = called[l].charAt(0).toLowerCase() + called[l].slice(1);
    if (letter === 'N' || letter === 'U' || letter === 'X') return text;
    return l === 'vi'
      ? `${text} (${of === 'cases' ? 'việc' : 'tiền'})`
      : `${text} (${of === 'cases' ? 'cases' : 'money'})`;
  };
  return both((l) => {
    const end = l === 'vi' && source !== '' ? ` Căn cứ: ${source}.` : '';
    if (formula.is === 'quantity') {
      const { meaning } = letters[formula.quantity.letter];
      return `${name[l]}: ${meaning[l]}.${end}`;
    }
    const quotient = `${part(formula.numerator, l)} / ${part(formula.denominator, l)}`;
    const times = formula.is === 'share' ? (l === 'vi' ? ' × 100 %' : ' × 100%') : '';
    const parts = [...new Set([formula.numerator.letter, formula.denominator.letter])]
      .map((letter) => `${letters[letter].name[l]}: ${letters[letter].meaning[l]}.`)
      .join(' ');
    return `${name[l]} = ${quotient}${times}. ${parts}${end}`;
  });
}
