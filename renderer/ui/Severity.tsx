import type { Severity } from '../../electron/contract/alerts.ts';
import type { Status } from '../../electron/contract/indicators.ts';
import { useStrings } from './i18n.ts';
import { StatusShape } from './Status.tsx';

/** Weights of alerts have the shapes and colours of how far something is from good. */
const LOOKS_LIKE: Readonly<Record<Severity, Status>> = {
  critical: 'missed',
  warning: 'behind',
  info: 'near',
};

interface SeverityMarkProps {
  readonly severity: Severity;
  /** The shape alone; its word is read out by whoever stands beside it. */
  readonly bare?: boolean;
}

/** Shape and word of an alert's weight. */
export function SeverityMark({ severity, bare = false }: SeverityMarkProps) {
  const { t } = useStrings('alerts');
  return (
    <span className="status-mark" data-status={LOOKS_LIKE[severity]}>
      <span aria-hidden="true">
        <StatusShape status={LOOKS_LIKE[severity]} />
      </span>
      <span className={bare ? 'unseen' : 'status-word'}>{t(`severity.${severity}`)}</span>
    </span>
  );
}
