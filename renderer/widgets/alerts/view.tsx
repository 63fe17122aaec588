import type { AlertGroup } from '../../../electron/contract/alerts.ts';
import { useSize } from '../../charts/index.ts';
import { useAnswer, useLive } from '../../data/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import {
  ageOf,
  formatNumber,
  SeverityMark,
  useAlertFigure,
  useLocale,
  useShortName,
  useStrings,
} from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import './alerts.css';

/** What a kind of alert needs of height with the gap below it, by the lines of its name (rem), and in short. */
const ROW_REM = { one: 4.7, two: 6.6, brief: 2.5 };
const FOOT_REM = 2.1;
/** In fewer rem of height a kind is told by its name alone. */
const BRIEF_BELOW_REM = 7;
/** In less width (rem) a name takes two lines. */
const ONE_LINE_FROM_REM = 32;
/** Width (rem) that a name of a unit takes. */
const NAME_REM = 7;
/** Width (rem) that what else is said beside them takes. */
const NOTE_REM = 14;

/** What needs somebody: kinds of alerts by weight and age, with where. Nothing is good news and says so. */
export function AlertsView({ config }: WidgetProps<Config>) {
  const board = useAnswer(question(config));
  const locale = useLocale();
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const [box, size] = useSize<HTMLDivElement>();
  if (!board) return <Notice tone="quiet" title={frame('waiting')} />;
  if (board.groups.length === 0)
    return board.rules === 0 ? (
      <Notice tone="quiet" title={t('alerts.noRules')} />
    ) : (
      <Notice tone="good" title={t('alerts.good')} detail={t('alerts.goodDetail', { count: board.rules })} />
    );
  const height = size === null ? Number.POSITIVE_INFINITY : size.height / size.rem;
  const width = size === null ? 40 : size.width / size.rem;
  const brief = height < BRIEF_BELOW_REM;
  const row = brief ? ROW_REM.brief : width < ONE_LINE_FROM_REM ? ROW_REM.two : ROW_REM.one;
  const all = board.groups.length + board.more;
  // No line is ever cut in half; what has no room is counted.
  const fits = Math.floor(height / row);
  const room = Math.max(1, all > fits || board.more > 0 ? Math.floor((height - FOOT_REM) / row) : fits);
  const shown = board.groups.slice(0, room);
  const left = all - shown.length;
  return (
    <div className="alerts" data-brief={brief || undefined} ref={box}>
      <ul>
        {shown.map((group) => (
          <Group key={`${group.rule} ${group.cause}`} group={group} width={width} brief={brief} />
        ))}
      </ul>
      {left > 0 && (
        <p className="alerts-more">
          {t('alerts.more', { count: left, number: formatNumber(left, 0, locale) })}
        </p>
      )}
    </div>
  );
}

interface GroupProps {
  readonly group: AlertGroup;
  readonly width: number;
  readonly brief: boolean;
}

function Group({ group, width, brief }: GroupProps) {
  const { t } = useStrings('widgets');
  const locale = useLocale();
  const { name, severity, standing, recovered, unacknowledged, escalated, cause } = group;
  const isOver = standing === 0;
  const notes = [
    ...(cause === 'condition' ? [] : [t(`alerts.cause.${cause}`)]),
    ...(isOver ? [t('alerts.recovered', { count: recovered })] : []),
    ...(!isOver && unacknowledged === 0 ? [t('alerts.answered')] : []),
    ...(escalated > 0 && !isOver && unacknowledged > 0 ? [t('alerts.escalated')] : []),
  ];
  return (
    <li className="alerts-kind" data-over={isOver || undefined}>
      <p className="alerts-line">
        <SeverityMark severity={severity} bare />
        <b className="alerts-name">{name}</b>
        {brief && standing > 1 && <span className="alerts-count">{formatNumber(standing, 0, locale)}</span>}
      </p>
      {!brief && (
        <p className="alerts-where">
          {standing > 1 && (
            <span className="alerts-count">
              {t('alerts.places', { count: standing, number: formatNumber(standing, 0, locale) })}
            </span>
          )}
          {(standing <= 1 || width >= ONE_LINE_FROM_REM) && (
            <span className="alerts-places">
              <Where group={group} width={notes.length > 0 ? width - NOTE_REM : width} />
            </span>
          )}
          {notes.length > 0 && width >= ONE_LINE_FROM_REM && (
            <span className="alerts-note">{notes.join(', ')}</span>
          )}
          <Age since={group.since} />
        </p>
      )}
    </li>
  );
}

/** Of one alert where and by how much; of several the first names that have room. */
function Where({ group, width }: Pick<GroupProps, 'group' | 'width'>) {
  const { t } = useStrings('widgets');
  const brief = useOfficeName();
  const short = useShortName();
  const figure = useAlertFigure();
  const { first, standing, recovered } = group;
  const all = standing + recovered;
  const nameOf = ({ unitName, source }: AlertGroup['first'][number]) =>
    unitName === null ? t('alerts.source', { name: source ?? '' }) : short(brief(unitName));
  const [one] = first;
  if (one && all === 1) {
    const value = figure(one.value, one);
    return <span>{value === '' ? nameOf(one) : `${nameOf(one)}: ${value}`}</span>;
  }
  // Beside them: how many there are, how many are not named, and since when.
  const room = Math.max(1, Math.floor(width / NAME_REM) - 3);
  const named = first.slice(0, room);
  const left = all - named.length;
  return (
    <span>
      {named.map(nameOf).join(' · ')}
      {left > 0 && ' …'}
    </span>
  );
}

/** Since when; ticks each minute, alone. */
function Age({ since }: { readonly since: string }) {
  const { t } = useStrings('age');
  const playing = useLive((s) => (s.clock?.mode === 'playback' ? Date.parse(s.clock.at) : null));
  const seconds = useLive((s) =>
    Math.max(0, Math.floor(((playing ?? s.now) - Date.parse(since)) / 60_000) * 60),
  );
  const { unit, count } = ageOf(seconds);
  return <span className="alerts-age">{seconds === 0 ? t('ago.now') : t(`ago.${unit}`, { count })}</span>;
}
