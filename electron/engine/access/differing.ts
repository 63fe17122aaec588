/** What differs between two states of something, by name: all that the audit trail needs to keep of a change. */

export interface Differing {
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
}

/**
 * Only what differs, within fields as well; what is missing on one side is missing there. Entries of a list of objects
 * go by their number, from 1; any other list is told whole.
 */
export function differing(before: object, after: object): Differing {
  const [was, is] = [partsOf(before), partsOf(after)];
  const told = [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [one, other] = [was.get(name), is.get(name)];
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    if (!hasParts(one) || !hasParts(other)) return [{ name, one, other }];
    const { before: oneOf, after: otherOf } = differing(one, other);
    const nothing = Object.keys(oneOf).length + Object.keys(otherOf).length === 0;
    return nothing ? [] : [{ name, one: oneOf, other: otherOf }];
  });
  const side = (which: 'one' | 'other') =>
    Object.fromEntries(told.flatMap((part) => (part[which] === undefined ? [] : [[part.name, part[which]]])));
  return { before: side('one'), after: side('other') };
}

function hasParts(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) || (value.length > 0 && value.every((one) => hasParts(one)));
}

function partsOf(value: object): Map<string, unknown> {
  if (Array.isArray(value)) return new Map(value.map((one: unknown, i) => [String(i + 1), one]));
  return new Map(Object.entries(value).filter(([, part]) => part !== undefined));
}
