/** A row or an event as its fields, the names in the background. */
export function FieldList({
  fields,
}: {
  readonly fields: readonly (readonly [name: string, value: unknown])[];
}) {
  return (
    <ul className="field-list">
      {fields.map(([name, value]) => (
        <li key={name}>
          <span className="note">{name}</span> {written(value)}
        </li>
      ))}
    </ul>
  );
}

function written(value: unknown): string {
  if (value === null || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The fields of a row as it came; `null` of one that is no JSON object. */
export function fieldsOfRow(raw: string): [name: string, value: unknown][] | null {
  try {
    const row: unknown = JSON.parse(raw);
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return null;
    // Where the row stands is said beside it.
    return Object.entries(row).filter(([name]) => name !== '$file');
  } catch {
    return null;
  }
}
