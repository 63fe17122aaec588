import type { Role } from '../../../electron/contract/live.ts';
import { useAnswer } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import { formatNumber, SeverityMark, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import { useAlarm } from './useAlarm.ts';
import './alertBanner.css';

const QUESTION = { ask: 'alerts', unit: null, limit: 20 } as const;

interface AlertBannerProps {
  readonly role: Role;
  /** One screen of the room is heard: the same alert sounds once. */
  readonly sounds: boolean;
}

/** A line under the header while a critical alert stands that nobody has answered for; it blinks slowly, and nothing else does. */
export function AlertBanner({ role, sounds }: AlertBannerProps) {
  const board = useAnswer(QUESTION);
  const { t } = useStrings('wall');
  const locale = useLocale();
  const brief = useOfficeName();
  const short = useShortName();
  useAlarm(sounds ? (board?.sound ?? null) : null);
  const critical = board?.groups.filter((one) => one.severity === 'critical' && one.unacknowledged > 0) ?? [];
  const [first] = critical;
  if (!first) return null;
  const [where] = first.first;
  const more = critical.reduce((sum, { unacknowledged }) => sum + unacknowledged, 0) - 1;
  const unitName = where?.unitName ?? null;
  const place = unitName === null ? (where?.source ?? null) : short(brief(unitName));
  return (
    <p className="alert-banner" role="alert" data-role={role}>
      <span className="alert-banner-mark">
        <SeverityMark severity="critical" />
      </span>
      <span className="alert-banner-what">
        <b>{first.name}</b>
        {place !== null && ` – ${place}`}
      </span>
      {more > 0 && (
        <span className="alert-banner-more">
          +{formatNumber(more, 0, locale)}
          <span className="unseen">
            {t('alert.more', { count: more, number: formatNumber(more, 0, locale) })}
          </span>
        </span>
      )}
    </p>
  );
}
