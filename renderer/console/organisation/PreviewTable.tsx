import { useMemo, useState } from 'react';
import {
  type ImportPreview,
  type ImportRow,
  ROW_OUTCOMES,
  type RowOutcome,
  type RowRemark,
} from '../../../electron/contract/organisation.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { dayText } from './dayText.ts';
import { plain } from './foundUnits.ts';

/** Rows shown at first, and more each time they are asked for. */
const SHOWN = 100;

/** Every row of a file with what would become of it, by what becomes of it and by words. */
export function PreviewTable({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useStrings('organisation');
  const { counts, rows } = preview;
  const [outcome, setOutcome] = useState<RowOutcome | 'all'>(firstOf(counts));
  const [sought, setSought] = useState('');
  const [shown, setShown] = useState(SHOWN);
  const found = useMemo(() => {
    const words = plain(sought.trim());
    return rows.filter(
      ({ became, key, name }) =>
        (outcome === 'all' || became === outcome) &&
        (plain(name).includes(words) || plain(key).includes(words)),
    );
  }, [rows, outcome, sought]);
  const choice = (which: RowOutcome | 'all', count: number) => (
    <button
      key={which}
      type="button"
      className="outcome-choice"
      aria-pressed={outcome === which}
      onClick={() => {
        setOutcome(which);
        setShown(SHOWN);
      }}
    >
      {t(`outcome.${which}`)} <b>{count}</b>
    </button>
  );

  return (
    <div>
      <div className="outcome-choices" role="group" aria-label={t('preview.filter')}>
        {ROW_OUTCOMES.map((one) => choice(one, counts[one]))}
        {choice('all', rows.length)}
      </div>
      <div className="preview-search">
        <Field
          label={t('search')}
          value={sought}
          onChange={(e) => setSought(e.target.value)}
          type="search"
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      {found.length === 0 ? (
        <p className="note">{t('preview.none')}</p>
      ) : (
        <table className="sources preview">
          <thead>
            <tr>
              <th scope="col">{t('preview.column.row')}</th>
              <th scope="col">{t('preview.column.what')}</th>
              <th scope="col">{t('preview.column.became')}</th>
              <th scope="col">{t('preview.column.says')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shown).map((row) => (
              <Row key={`${row.kind}/${row.n ?? row.key}`} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {found.length > shown && (
        <p className="acts">
          <button type="button" className="quiet" onClick={() => setShown(shown + SHOWN)}>
            {t('more', { count: found.length - shown })}
          </button>
        </p>
      )}
    </div>
  );
}

/** What must be looked at first. */
function firstOf(counts: ImportPreview['counts']): RowOutcome {
  return ROW_OUTCOMES.find((one) => counts[one] > 0) ?? 'unchanged';
}

function Row({ row }: { readonly row: ImportRow }) {
  const { t } = useStrings('organisation');
  const { n, kind, key, name, became, changes, faults, remarks } = row;
  const valueText = useValueText();
  return (
    <tr data-became={became}>
      <td className="row-number">
        {n === null ? (
          t('preview.notInFile')
        ) : (
          <span>{t('preview.rowIs', { kind: t(`kind.${kind}`), n })}</span>
        )}
      </td>
      <th scope="row">
        <bdi className="long">{name || '–'}</bdi> <code className="long">{key}</code>
      </th>
      <td>
        <span className="became" data-became={became}>
          {t(`outcome.${became}`)}
        </span>
      </td>
      <td>
        <ul className="says">
          {faults.map((fault) => (
            <li key={`${fault.code}/${fault.field}/${fault.other ?? ''}`} className="error">
              <Told said={fault} />
            </li>
          ))}
          {faults.length === 0 &&
            changes.map(({ field, before, after }) => (
              <li key={field}>
                {t(`field.${field}`)}:{' '}
                {became !== 'added' && (
                  <>
                    <bdi className="long was">{valueText(field, before)}</bdi> →{' '}
                  </>
                )}
                <bdi className="long">{valueText(field, after)}</bdi>
              </li>
            ))}
          {remarks.map((remark) => (
            <li key={`${remark.code}/${remark.other ?? ''}`} className="note">
              {t('preview.note')} <Told said={remark} />
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** Why, with the column by the words of the file itself. */
function Told({ said }: { readonly said: RowRemark }) {
  const { t } = useStrings('organisation');
  const { code, column, field, value, other } = said;
  return (
    <span className="long">
      {column !== null && <b>{t('preview.inColumn', { column })} </b>}
      {column === null && <b>{t(`field.${field}`)}: </b>}
      {t(`fault.${code}`, { value: value ?? '', other: other ?? '' })}
    </span>
  );
}

function useValueText(): (field: string, value: string | null) => string {
  const { t } = useStrings('organisation');
  return (field, value) => {
    if (value === null || value === '') return t('preview.empty');
    if (field === 'level') return t(`level.${value}`);
    return field === 'from' || field === 'to' || field === 'at' ? dayText(value) : value;
  };
}
