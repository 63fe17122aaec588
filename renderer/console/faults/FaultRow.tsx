import type { FaultEntry } from '../../../electron/contract/faults.ts';
import { formatClockSeconds, formatDay, formatNumber, useLocale, useStrings } from '../../ui/index.ts';

/** Reasons that Chromium and the shell give, for which there are words; others are shown as they are. */
const REASONS = [
  'killed',
  'crashed',
  'oom',
  'launch-failed',
  'abnormal-exit',
  'playback',
  'operator',
  'not_ready',
];

export function FaultRow({ fault }: { readonly fault: FaultEntry }) {
  const { t } = useStrings('faults');
  const wall = useStrings('wall').t;
  const at = Date.parse(fault.at);
  return (
    <tr data-kind={fault.kind}>
      <th scope="row">
        {formatDay(at)} {formatClockSeconds(at)}
      </th>
      <td>{fault.roles.map((role) => wall(`role.${role}`)).join(', ') || t(`place.${fault.place}`)}</td>
      <td>
        {t(`kind.${fault.kind}`)}
        <Reason fault={fault} />
        {Object.keys(fault.detail).length > 0 && (
          <details className="note">
            <summary>{t('detail')}</summary>
            <code>{JSON.stringify(fault.detail, null, 1)}</code>
          </details>
        )}
      </td>
      <td>{fault.done === null ? '–' : t(`done.${fault.done}`, { defaultValue: fault.done })}</td>
      <td className="number">{useDuration(fault.recoveredMs)}</td>
    </tr>
  );
}

function Reason({ fault }: { readonly fault: FaultEntry }) {
  const { t } = useStrings('faults');
  const { reason, why, type, by } = fault.detail;
  const told = [type, reason ?? why, by].filter((one) => typeof one === 'string' && one !== '');
  if (told.length === 0) return null;
  return (
    <span className="note">
      {' '}
      (
      {told
        .map((one) => (REASONS.includes(String(one)) ? t(`reason.${String(one)}`) : String(one)))
        .join(', ')}
      )
    </span>
  );
}

/** How long it was out. */
function useDuration(ms: number | null): string {
  const { t } = useStrings('faults');
  const locale = useLocale();
  if (ms === null) return '–';
  const seconds = ms / 1000;
  if (seconds < 120) return t('seconds', { number: formatNumber(seconds, 1, locale) });
  return t('minutes', { number: formatNumber(seconds / 60, 0, locale) });
}
