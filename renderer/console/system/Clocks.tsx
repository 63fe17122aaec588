import type { ClockFault } from '../../../electron/contract/timekeeping.ts';
import {
  formatClock,
  formatClockSeconds,
  formatDay,
  noticeKey,
  useSpan,
  useStrings,
} from '../../ui/index.ts';
import { engine } from '../api.ts';
import { usePolled } from '../polling.ts';

/** How often the section asks, ms. */
const ASK_MS = 5_000;

/** The engine's time against the machine's, its time server, and what was wrong with clocks. */
export function Clocks() {
  const { t } = useStrings('system');
  const span = useSpan();
  const { value } = usePolled(engine.timekeeping, ASK_MS);
  if (!value) return null;
  return (
    <section aria-labelledby="clocks-title">
      <h3 id="clocks-title">{t('clock.title')}</h3>
      <dl className="facts">
        <div>
          <dt>{t('clock.engine')}</dt>
          <dd>
            {instant(value.now)},{' '}
            {value.aheadS > 0 ? t('clock.ahead', { span: span(value.aheadS) }) : t('clock.same')}
          </dd>
        </div>
        <div>
          <dt>{t('clock.machine')}</dt>
          <dd>{instant(value.machine)}</dd>
        </div>
        <div>
          <dt>{t('clock.synchronised')}</dt>
          <dd>{t(`clock.synchronisedIs.${value.synchronised}`)}</dd>
        </div>
      </dl>
      <h4>{t('clock.past')}</h4>
      {value.faults.length === 0 && <p className="note">{t('clock.none')}</p>}
      <ul className="notices">
        {value.faults.map((fault) => (
          <li key={`${fault.kind} ${fault.source ?? ''} ${fault.since}`}>
            <Fault fault={fault} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fault({ fault }: { readonly fault: ClockFault }) {
  const { t } = useStrings('system');
  const span = useSpan();
  const key = noticeKey({ code: `clock_${fault.kind}`, seconds: fault.seconds });
  return (
    <p>
      {t(`wall.${key}`, {
        ...timeOf(fault.since),
        span: span(Math.abs(fault.seconds ?? 0)),
        source: fault.source,
      })}{' '}
      <span className="note">
        {t('notices.since', timeOf(fault.since))},{' '}
        {fault.endedAt === null ? t('clock.stands') : t('clock.until', timeOf(fault.endedAt))}
        {fault.acknowledgedBy !== null && `, ${t('clock.knownTo', { who: fault.acknowledgedBy })}`}
      </span>
    </p>
  );
}

function timeOf(text: string): { time: string; day: string } {
  const at = Date.parse(text);
  return { time: formatClock(at), day: formatDay(at) };
}

function instant(text: string): string {
  const at = Date.parse(text);
  return `${formatDay(at)} ${formatClockSeconds(at)}`;
}
