import type { AuditEntryAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';

/** Entries of the audit trail; on a narrow screen each is a block of its own. */
export function AuditTable({ entries }: { readonly entries: readonly AuditEntryAnswer[] }) {
  const { t } = useStrings('audit');
  return (
    <table className="sources audit">
      <thead>
        <tr>
          {(['at', 'who', 'what', 'address'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className="when">{whenText(entry.at)}</td>
            <th scope="row">{entry.who}</th>
            <td>
              {t([`what.${entry.what}`, 'whatElse'], { what: entry.what })}
              {entry.subject !== null && <span className="audit-subject"> {entry.subject}</span>}
              <Changes before={entry.before} after={entry.after} />
            </td>
            <td className="note">{entry.address ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A value in a line: lists are read with commas, nothing is a dash. */
function text(value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return '–';
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What differs between before and after, a line each. */
function Changes({ before, after }: Pick<AuditEntryAnswer, 'before' | 'after'>) {
  const { t } = useStrings('audit');
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const lines = names.flatMap((name) => {
    const [was, is] = [text(before?.[name]), text(after?.[name])];
    if (was === is) return [];
    const label = t([`field.${name}`, 'fieldElse'], { name });
    return [
      before === null ? `${label}: ${is}` : after === null ? `${label}: ${was}` : `${label}: ${was} → ${is}`,
    ];
  });
  if (lines.length === 0) return null;
  return (
    <ul className="audit-changes">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
