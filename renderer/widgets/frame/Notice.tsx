import './notice.css';

interface NoticeProps {
  /** `quiet`: waiting or nothing to show; `good`: nothing to show is good news; `fault`: something is wrong here. */
  readonly tone: 'quiet' | 'good' | 'fault';
  readonly title: string;
  readonly detail?: string;
  /** What belongs here is on its way. */
  readonly busy?: boolean;
}

/** A box that has words instead of figures. */
export function Notice({ tone, title, detail, busy }: NoticeProps) {
  return (
    <div
      className="notice"
      data-tone={tone}
      role={tone === 'fault' ? 'alert' : undefined}
      aria-busy={busy || undefined}
    >
      <p className="notice-title">{title}</p>
      {detail && <p className="notice-detail">{detail}</p>}
    </div>
  );
}
