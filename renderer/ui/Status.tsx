import type { Status } from '../../electron/contract/indicators.ts';
import { useStrings } from './i18n.ts';
import './status.css';

/** Shapes that stay apart without colour: ● met, ◆ near, ▲ behind, ■ missed. Drawn in a box of 16. */
const SHAPES: Record<Status, string> = {
  met: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
  near: 'M8 0.4L15.6 8L8 15.6L0.4 8z',
  behind: 'M8 1L15.8 14.6H0.2z',
  missed: 'M1.6 1.6H14.4V14.4H1.6z',
};

/** The shape alone, in the status' colour; its word is read out. */
export function StatusShape({ status }: { readonly status: Status }) {
  const { t } = useStrings('status');
  return (
    <svg className="status-shape" data-status={status} viewBox="0 0 16 16" role="img" aria-label={t(status)}>
      <path d={SHAPES[status]} />
    </svg>
  );
}

/** Shape and word. `flagged` sets it off as the one to look at first. */
export function StatusMark({
  status,
  flagged = false,
}: {
  readonly status: Status;
  readonly flagged?: boolean;
}) {
  const { t } = useStrings('status');
  return (
    <span className="status-mark" data-status={status} data-flagged={flagged || undefined}>
      <StatusShape status={status} />
      <span className="status-word">{t(status)}</span>
    </span>
  );
}
