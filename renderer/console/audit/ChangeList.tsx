import type { AuditEntryAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';
import type { SceneDifference } from '../../../electron/contract/sceneEditing.ts';
import { DifferenceList } from '../layouts/DifferenceList.tsx';
import { changeLines } from './changeLines.ts';

type Changed = Pick<AuditEntryAnswer, 'before' | 'after'>;

/** Where the words stand for what a field may hold. */
const WORDS: Readonly<Record<string, string>> = {
  role: 'console:role',
  permissions: 'people:permission',
  nature: 'console:nature',
  kind: 'console:kind',
  weekdays: 'schedule:weekday',
  holidays: 'schedule:form.holiday',
  compare: 'schedule:compare',
  levels: 'schedule:level',
  level: 'remote:message',
  dark: 'remote:role',
  screens: 'remote:role',
  mode: 'audit:mode',
  cause: 'audit:cause',
  password: 'audit:secret',
  authorization: 'audit:secret',
  urlQuery: 'audit:secret',
};

/** What differs between before and after, a line each. */
export function ChangeList({ entry }: { readonly entry: Changed }) {
  const { t } = useStrings('audit');
  const valueText = useValueText();
  const { before, after } = withoutDifferences(entry);
  const lines = changeLines({ before, after }).map(({ path, was, is }) => {
    const field = path.findLast((name) => !isPlace(name)) ?? '';
    const label = path
      .map((name) => (isPlace(name) ? name : t([`field.${name}`, 'fieldElse'], { name })))
      .join(' › ');
    if (before === null) return `${label}: ${valueText(field, is)}`;
    if (after === null) return `${label}: ${valueText(field, was)}`;
    const listed = turnOf(was, is);
    if (listed === null) return `${label}: ${valueText(field, was)} → ${valueText(field, is)}`;
    const said = [
      ...(listed.more.length > 0 ? [t('listMore', { list: valueText(field, listed.more) })] : []),
      ...(listed.less.length > 0 ? [t('listLess', { list: valueText(field, listed.less) })] : []),
    ];
    return `${label}: ${said.join('; ')}`;
  });
  if (before !== null && after !== null && lines.length === 0) lines.push(t('same'));
  const differences = differencesOf(entry);
  return (
    <>
      {lines.length > 0 && (
        <ul className="audit-changes">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {differences.length > 0 && <DifferenceList differences={differences} />}
    </>
  );
}

/** What a publication changed of a scene has words of its own. */
function differencesOf({ after }: Pick<AuditEntryAnswer, 'after'>): SceneDifference[] {
  const told = after?.['differences'];
  return Array.isArray(told) ? (told as SceneDifference[]) : [];
}

function withoutDifferences({ before, after }: Changed): Changed {
  if (after === null) return { before, after };
  const { differences: _, ...rest } = after;
  return { before, after: rest };
}

/** What came to a list and what went from it; `null` where that does not say all, as of an order that changed. */
function turnOf(was: unknown, is: unknown): { more: unknown[]; less: unknown[] } | null {
  if (!Array.isArray(was) || !Array.isArray(is)) return null;
  const more: unknown[] = is.filter((one) => !was.includes(one));
  const less: unknown[] = was.filter((one) => !is.includes(one));
  return more.length + less.length === 0 ? null : { more, less };
}

function isPlace(name: string): boolean {
  return /^\d+$/.test(name);
}

/** A value in a line: lists are read with commas, nothing is a dash, days and instants as they are written here. */
function useValueText(): (field: string, value: unknown) => string {
  const { t } = useStrings(['audit', 'console', 'people', 'schedule', 'remote']);
  function text(field: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return '–';
    if (Array.isArray(value)) return value.map((one) => text(field, one)).join(', ') || '–';
    if (typeof value === 'boolean') return t(value ? 'audit:yes' : 'audit:no');
    const plain = typeof value === 'string' ? value : JSON.stringify(value);
    const words = WORDS[field];
    if (words !== undefined) return t(`${words}.${plain}`, { defaultValue: plain });
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain) ?? [];
    if (day !== undefined) return `${day}/${month}/${year}`;
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(plain) ? whenText(plain) : plain;
  }
  return text;
}
