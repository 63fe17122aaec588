/** What is no question about figures, whatever else it says. */
import type { CannotReason } from '../../contract/questions.ts';
import type { Reading } from './reading.ts';

/** A number of a dossier, a code, markup. */
const DOSSIER =
  /(hồ sơ|ho so|vụ án|vu an|vụ việc|bản án|ban an)\s+(số|so|no\.?)\s*\S*\d|\b[a-z]{2,5}-\d{4,}\b|\bcase (no\.?|number|#)\s*\S*\d/iu;
const MARKUP = /<\/?[a-z!]|\bfrom\s+\w+\s*;|\bselect\s+(\*|\w+\s+from)|--\s*$/i;
const PERSON = /^(ong|ba|anh|chi|co|chu|bac|mr|mrs|ms)$/;
const MATTER = /^(vu|case)$/;

export function beyondAnswer(text: string, reading: Reading): CannotReason | null {
  if (MARKUP.test(text) || reading.has('command')) return 'off_field';
  if (reading.has('why')) return 'no_cause';
  if (DOSSIER.test(text) || namesSomebody(reading)) return 'single_case';
  return null;
}

/** Names after `ông`, `vụ`, `chấp hành viên`: capitals that nothing here explains. */
function namesSomebody({ words, unknown, meanings }: Reading): boolean {
  const strange = new Set([
    ...unknown,
    ...meanings.flatMap(({ at, meaning }) => (meaning === 'filler' ? [at] : [])),
  ]);
  const isName = (i: number) => strange.has(i) && words[i]?.capital === true;
  return words.some(({ text }, i) => {
    if (!isName(i + 1)) return false;
    if (MATTER.test(text) || text === 'chv') return isName(i + 2);
    return PERSON.test(text);
  });
}
