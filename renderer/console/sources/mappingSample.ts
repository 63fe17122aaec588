/** A mapping to begin with: every field of an event from a column of the same name, to be replaced by the table's own. */
import { type Mapping, TARGET_FIELDS } from '../../../electron/contract/mapping.ts';

export const SAMPLE_EVENTS = [
  'case',
  'receipt',
  'decision',
  'aggregate',
  'unit',
  'officer',
  'target',
] as const;
export type SampleEvent = (typeof SAMPLE_EVENTS)[number];

/** Letters of the statistical table that nearly every sheet has. */
const LETTERS = ['A', 'B', 'C', 'F', 'G', 'H', 'J'];

export function sampleMapping(event: SampleEvent): Mapping {
  const fields: Mapping['fields'] = {};
  for (const [name, { holds, whenEmpty }] of Object.entries(TARGET_FIELDS[event])) {
    const [table = '', letter] = name.split('.');
    if (letter !== undefined && !LETTERS.includes(letter)) continue;
    const column = letter === undefined ? name : table === 'money' ? `${letter} (đồng)` : letter;
    if (whenEmpty === 'omit' && letter === undefined) continue;
    if (holds === 'day') fields[name] = { from: column, date: 'dd/MM/yyyy' };
    else if (holds === 'whole' && !['year', 'month'].includes(name))
      fields[name] = { from: column, number: { decimal: ',', thousands: '.' } };
    else fields[name] = column;
  }
  return event === 'aggregate'
    ? { event, fields }
    : { event, fields, at: { from: 'at', date: 'dd/MM/yyyy HH:mm' } };
}

/** The text of mappings with one more to begin with; what is there and is no JSON stays as it is. */
export function withSample(text: string, event: SampleEvent): string {
  const sample = sampleMapping(event);
  try {
    const before: unknown = text.trim() === '' ? [] : JSON.parse(text);
    return JSON.stringify([...(Array.isArray(before) ? (before as unknown[]) : [before]), sample], null, 2);
  } catch {
    return text;
  }
}
