/** What is wrong with a configuration, in the words of whoever fills in the form. */
import type { TFunction } from 'i18next';
import { z } from 'zod';
import type { Widget } from './definition.ts';

/** Sentences by the path of the field they are about, such as `rows.0.title.vi`; the empty path is the configuration as a whole. */
export type Faults = ReadonlyMap<string, string>;

const OTHERS = { vi: z.locales.vi().localeError, en: z.locales.en().localeError };

/** @param t of the namespace `config` */
export function faultsOf(
  { config }: Pick<Widget, 'config'>,
  value: unknown,
  t: TFunction,
  locale: 'vi' | 'en',
): Faults {
  const parsed = config.safeParse(value, { error: (issue) => wordsFor(issue, t) ?? OTHERS[locale](issue) });
  const faults = new Map<string, string>();
  for (const { path, message } of parsed.error?.issues ?? []) {
    const at = path.map(String).join('.');
    if (!faults.has(at)) faults.set(at, message);
  }
  return faults;
}

/** The program's own sentence for the kinds of fault that people meet; zod's for the rest. */
function wordsFor(issue: z.core.$ZodRawIssue, t: TFunction): string | undefined {
  switch (issue.code) {
    case 'too_small':
      return t(`fault.too_small.${kindOf(issue.origin)}`, { least: String(issue.minimum) });
    case 'too_big':
      return t(`fault.too_big.${kindOf(issue.origin)}`, { most: String(issue.maximum) });
    case 'invalid_type':
      if (issue.input === undefined || issue.input === '') return t('fault.missing');
      return issue.expected === 'number' || issue.expected === 'int' ? t('fault.number') : undefined;
    case 'invalid_value':
      return t('fault.choice');
    case 'unrecognized_keys':
      return t('fault.extra', { fields: issue.keys.join(', ') });
    default:
      return undefined;
  }
}

function kindOf(origin: string): 'text' | 'list' | 'number' {
  if (origin === 'string') return 'text';
  return origin === 'array' ? 'list' : 'number';
}

/** Such as "Các hàng 1, Tiêu đề, Tiếng Việt: Không được để trống." */
export function faultSentence(path: string, fault: string, t: TFunction): string {
  if (path === '') return fault;
  const names = path
    .split('.')
    .map((key) => (/^\d+$/.test(key) ? ` ${Number(key) + 1}` : `, ${t(`field.${key}`)}`));
  return `${names.join('').slice(2)}: ${fault}`;
}
