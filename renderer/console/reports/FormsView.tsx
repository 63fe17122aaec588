import { type ChangeEvent, useState } from 'react';
import type { FormFault, FormListed } from '../../../electron/contract/forms.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { ApiError, BASE } from '../call.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { formFaultsOf, reports } from './reportsApi.ts';
import '../files/fileDrop.css';

/** The forms there are; whoever keeps them brings new ones and new versions. */
export function FormsView({ mayManage }: { readonly mayManage: boolean }) {
  const { t } = useStrings('reports');
  const words = useFailureWords();
  const { value, error, again } = useAsked(reports.forms);
  const [fault, setFault] = useState<unknown>(null);
  return (
    <>
      <p className="note intro">{t('forms.intro')}</p>
      {error !== null && <p role="alert">{words(error)}</p>}
      {mayManage && <Bring onBrought={again} />}
      {value && (
        <ul className="forms">
          {value.forms.map((form) => (
            <FormRow
              key={form.code}
              form={form}
              onWithdraw={
                mayManage && form.withdrawnAt === null
                  ? () => void reports.withdrawForm(form.code).then(again, setFault)
                  : null
              }
            />
          ))}
        </ul>
      )}
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {mayManage &&
        value?.refused.map(({ file, detail }) => (
          <p key={file} role="alert">
            {t('forms.refused', { file })} <span className="long">{detail}</span>
          </p>
        ))}
    </>
  );
}

function FormRow({
  form,
  onWithdraw,
}: {
  readonly form: FormListed;
  readonly onWithdraw: (() => void) | null;
}) {
  const { t } = useStrings('reports');
  const locale = useLocale();
  const { code, number, title, version, versions, origin, addedAt, withdrawnAt } = form;
  return (
    <li data-withdrawn={withdrawnAt !== null}>
      <b>
        {number} · {title[locale]}
      </b>
      <span className="note">
        <code>{code}</code> ·{' '}
        {t(versions.length > 1 ? 'forms.versionOf' : 'forms.version', { version, n: versions.length })} ·{' '}
        {t(`forms.${origin}`)}, {whenText(addedAt)}
        {withdrawnAt !== null && <> · {t('forms.withdrawn', { when: whenText(withdrawnAt) })}</>}
      </span>
      <span className="acts">
        {withdrawnAt === null && (
          <a href={`${BASE}/reports/forms/${code}`} download={`${code}.json`}>
            {t('forms.document')}
          </a>
        )}
        {onWithdraw && (
          <button type="button" className="quiet" onClick={onWithdraw}>
            {t('forms.withdraw')}
          </button>
        )}
      </span>
    </li>
  );
}

/** A form as a file. What is wrong with it is said at its place, all of it at once. */
function Bring({ onBrought }: { readonly onBrought: () => void }) {
  const { t } = useStrings('reports');
  const words = useFailureWords();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [said, setSaid] = useState<{ good: boolean; text: string } | null>(null);

  async function bring(file: File): Promise<void> {
    setFaults([]);
    setSaid(null);
    let document: unknown;
    try {
      document = JSON.parse(await file.text());
    } catch {
      return setSaid({ good: false, text: t('forms.notJson') });
    }
    try {
      const { code, version } = await reports.bringForm(document);
      setSaid({ good: true, text: t('forms.brought', { code, version }) });
      onBrought();
    } catch (error) {
      const found = formFaultsOf(error);
      setFaults(found ?? []);
      const sameVersion = error instanceof ApiError && error.field === 'version' && error.status === 409;
      const text = found ? t('forms.faults', { count: found.length }) : words(error);
      setSaid({ good: false, text: sameVersion ? t('forms.sameVersion') : text });
    }
  }

  function choose(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.target.files ?? [];
    // The same file may be chosen again after it was corrected.
    event.target.value = '';
    if (file) void bring(file);
  }

  return (
    <div className="form-bring">
      <label className="file-button">
        {t('forms.bring')}
        <input type="file" accept=".json,application/json" onChange={choose} />
      </label>
      {said && <p role={said.good ? 'status' : 'alert'}>{said.text}</p>}
      {faults.length > 0 && (
        <ul className="form-faults">
          {faults.map(({ field, row, column, check, detail }) => (
            <li key={`${field}/${detail}`}>
              {[
                row !== null && t('forms.row', { code: row }),
                column !== null && t('forms.column', { code: column }),
                check !== null && t('forms.check', { code: check }),
              ]
                .filter(Boolean)
                .join(', ') || <code>{field}</code>}
              : <span lang="en">{detail}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
