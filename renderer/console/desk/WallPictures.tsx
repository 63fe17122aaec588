import { ROLES, type Role } from '../../../electron/contract/live.ts';
import type { WallState } from '../../../electron/contract/wall.ts';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { pictureAddress } from '../api.ts';
import { useMonitorWords } from '../monitors/monitorName.ts';
import { useAgo } from '../useAgo.ts';

/** What hangs in the room now: a picture of each role, and the monitor it is on. */
export function WallPictures({ wall }: { readonly wall: WallState | undefined }) {
  const { t } = useStrings('console');
  const describe = useMonitorWords();
  const spare = wall?.monitors.filter(({ extra }) => extra?.kind === 'dark') ?? [];
  return (
    <section aria-labelledby="wall-title">
      <h3 id="wall-title">{t('wall.title')}</h3>
      <ul className="pictures">
        {ROLES.map((role) => (
          <Picture key={role} role={role} wall={wall} />
        ))}
      </ul>
      {wall?.reportedAt === null && <p className="note">{t('wall.silent')}</p>}
      {spare.length > 0 && (
        <p className="note">{t('wall.spare', { monitors: spare.map(describe).join(' · ') })}</p>
      )}
    </section>
  );
}

function Picture({ role, wall }: { readonly role: Role; readonly wall: WallState | undefined }) {
  const { t } = useStrings('console');
  const ago = useAgo();
  const describe = useMonitorWords();
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
        {monitor ? describe(monitor) : t('wall.nowhere')}
        {takenAt !== null && <> · {ago((now - Date.parse(takenAt)) / 1000)}</>}
      </p>
    </li>
  );
}
