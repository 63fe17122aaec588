import { ROLES, type Role } from '../../../electron/contract/live.ts';
import type { Monitor, WallState } from '../../../electron/contract/wall.ts';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { pictureAddress } from '../api.ts';
import { monitorName } from '../monitorName.ts';
import { useAgo } from '../useAgo.ts';

/** What hangs in the room now: a picture of each role, and the monitor it is on. */
export function WallPictures({ wall }: { readonly wall: WallState | undefined }) {
  const { t } = useStrings('console');
  const monitors = wall?.monitors ?? [];
  const spare = monitors.filter((monitor) => monitor.roles.length === 0);
  const nameOf = (monitor: Monitor) => monitorName(monitor, monitors, (n) => t('wall.monitor', { n }));
  return (
    <section aria-labelledby="wall-title">
      <h2 id="wall-title">{t('wall.title')}</h2>
      <ul className="pictures">
        {ROLES.map((role) => (
          <Picture key={role} role={role} wall={wall} nameOf={nameOf} />
        ))}
      </ul>
      {wall?.reportedAt === null && <p className="note">{t('wall.silent')}</p>}
      {spare.length > 0 && (
        <p className="note">{t('wall.spare', { monitors: spare.map(nameOf).join(' · ') })}</p>
      )}
    </section>
  );
}

interface PictureProps {
  readonly role: Role;
  readonly wall: WallState | undefined;
  readonly nameOf: (monitor: Monitor) => string;
}

function Picture({ role, wall, nameOf }: PictureProps) {
  const { t } = useStrings('console');
  const ago = useAgo();
  const now = useLive((s) => s.now);
  const takenAt = wall?.thumbnails[role] ?? null;
  const monitor = wall?.monitors.find((one) => one.roles.includes(role));
  const name = t(`role.${role}`, { ns: 'wall' });
  return (
    <li className="picture">
      {takenAt === null ? (
        <div className="picture-none">{t('wall.noPicture')}</div>
      ) : (
        <img src={pictureAddress(role, takenAt)} alt={t('wall.picture', { name })} width={480} height={270} />
      )}
      <p>
        <b>{name}</b>
      </p>
      <p className="note">
        {monitor ? nameOf(monitor) : t('wall.nowhere')}
        {takenAt !== null && <> · {ago((now - Date.parse(takenAt)) / 1000)}</>}
      </p>
    </li>
  );
}
