import { useState } from 'react';
import type { Monitor, WallState } from '../../../electron/contract/wall.ts';
import { useStrings } from '../../ui/index.ts';
import { pictureAddress } from '../api.ts';
import { type Draft, rolesOn, scaledTo } from './draft.ts';
import { useExtraWords } from './ExtraChoice.tsx';
import { useMonitorName } from './monitorName.ts';

interface ArrangementProps {
  readonly wall: WallState;
  readonly draft: Draft;
  readonly mayMove: boolean;
  readonly onSwap: (one: string, other: string) => void;
}

/** The monitors as they hang, to scale, each with a picture of what it is to show; one dragged onto another changes places with it. */
export function Arrangement({ wall, draft, mayMove, onSwap }: ArrangementProps) {
  const [held, setHeld] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const { places, height } = scaledTo(100, wall.monitors);
  function drop(on: string): void {
    if (held !== null && held !== on) onSwap(held, on);
    setHeld(null);
    setOver(null);
  }
  return (
    <ol
      className="arrangement"
      style={{ aspectRatio: `100 / ${height}`, maxWidth: `${(46 / height) * 100}rem` }}
    >
      {wall.monitors.map((monitor, i) => {
        const place = places[i];
        return (
          <li
            key={monitor.id}
            className="arranged"
            draggable={mayMove}
            data-held={held === monitor.id || undefined}
            data-over={(over === monitor.id && held !== monitor.id) || undefined}
            style={{
              left: `${place?.left ?? 0}%`,
              width: `${place?.width ?? 0}%`,
              top: `${((place?.top ?? 0) / height) * 100}%`,
              height: `${((place?.height ?? 0) / height) * 100}%`,
            }}
            onDragStart={(e) => {
              e.dataTransfer.setData('text/plain', monitor.id);
              e.dataTransfer.effectAllowed = 'move';
              setHeld(monitor.id);
            }}
            onDragEnd={() => {
              setHeld(null);
              setOver(null);
            }}
            onDragOver={(e) => {
              if (held === null) return;
              e.preventDefault();
              setOver(monitor.id);
            }}
            onDrop={(e) => {
              e.preventDefault();
              drop(monitor.id);
            }}
          >
            <Face monitor={monitor} wall={wall} draft={draft} />
          </li>
        );
      })}
    </ol>
  );
}

interface FaceProps {
  readonly monitor: Monitor;
  readonly wall: WallState;
  readonly draft: Draft;
}

function Face({ monitor, wall, draft }: FaceProps) {
  const { t } = useStrings('monitors');
  const wallWords = useStrings('wall').t;
  const name = useMonitorName();
  const extraWords = useExtraWords();
  const roles = rolesOn(draft, monitor.id);
  const extra = roles.length === 0 ? (draft.extras[monitor.id] ?? { kind: 'dark' as const }) : null;
  const pictured = roles[0] ?? (extra?.kind === 'role' ? extra.role : undefined);
  const takenAt = pictured === undefined ? null : wall.thumbnails[pictured];
  const unsure = roles.some((role) => wall.binding?.roles[role] === 'unsure');
  return (
    <>
      {pictured !== undefined && takenAt !== null && takenAt !== undefined && (
        <img src={pictureAddress(pictured, takenAt)} alt="" draggable={false} />
      )}
      <div className="arranged-words">
        <p className="arranged-place">{monitor.position.place}</p>
        <div>
          <p>
            <b>{extra ? extraWords(extra) : roles.map((role) => wallWords(`role.${role}`)).join(' + ')}</b>
          </p>
          <p className="note">{name(monitor).replace(/^\d+( – )?/, '')}</p>
          {unsure && <p className="note arranged-unsure">{t('standing.unsure')}</p>}
        </div>
      </div>
    </>
  );
}
