import type { DryRunAnswer } from '../../../electron/contract/sources.ts';
import { useStrings } from '../../ui/index.ts';
import { FieldList, fieldsOfRow } from './FieldList.tsx';

/** Fields of an event that the engine makes or that are said beside it. */
const MADE: readonly string[] = ['id', 'type', 'v'];

function Raw({ text }: { readonly text: string }) {
  const fields = fieldsOfRow(text);
  return fields ? <FieldList fields={fields} /> : <code>{text}</code>;
}

/** The first rows of a source as they came, and what would become of each. */
export function DryRun({ answer }: { readonly answer: DryRunAnswer }) {
  const { t } = useStrings('sources');
  const { t: tConsole } = useStrings('console');
  const { reached, error, rows } = answer;
  return (
    <div className="dry-run" role="status">
      <h3>{t('dry.title')}</h3>
      {error !== null && <p className="error">{t('dry.unreached', { detail: error })}</p>}
      {reached && error === null && <p className="note">{t('dry.reached', { count: rows.length })}</p>}
      {rows.length > 0 && (
        <table className="sources">
          <thead>
            <tr>
              <th scope="col">{t('dry.place')}</th>
              <th scope="col">{t('dry.raw')}</th>
              <th scope="col">{t('dry.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ place, raw, events, refusals }) => (
              <tr key={place}>
                <th scope="row">{place}</th>
                <td>
                  <Raw text={raw} />
                </td>
                <td>
                  {events.map((event, i) => (
                    <div key={i}>
                      <b>{t(`event.${String(event['type'])}`)}</b>
                      <FieldList fields={Object.entries(event).filter(([name]) => !MADE.includes(name))} />
                    </div>
                  ))}
                  {refusals.map(({ reason, detail }, i) => (
                    <p key={i} className="error">
                      {tConsole(`reason.${reason}`)}: {detail}
                    </p>
                  ))}
                  {events.length + refusals.length === 0 && <span className="note">{t('dry.passed')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
