import type { AuditEntryAnswer } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';
import { ChangeList } from './ChangeList.tsx';

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
              <ChangeList entry={entry} />
            </td>
            <td className="note">{entry.address ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
