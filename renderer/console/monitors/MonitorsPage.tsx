import { useState } from 'react';
import { ROLES } from '../../../electron/contract/live.ts';
import type { WallState } from '../../../electron/contract/wall.ts';
import { formatClock, formatDay, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { Arrangement } from './Arrangement.tsx';
import { type Draft, draftOf, hangRole, rolesOn, sameDraft, showExtra, swapMonitors } from './draft.ts';
import { ExtraChoice } from './ExtraChoice.tsx';
import { useMonitorName } from './monitorName.ts';
import './monitors.css';

interface MonitorsPageProps {
  readonly wall: WallState | undefined;
  readonly mayMove: boolean;
  readonly onChanged: () => void;
}

/** Which monitor is which, who hangs where, how sure that is, and a way to change and confirm it. */
export function MonitorsPage({ wall, mayMove, onChanged }: MonitorsPageProps) {
  const { t } = useStrings('monitors');
  if (!wall) return null;
  return (
    <section aria-labelledby="monitors-title">
      <h2 id="monitors-title">{t('title')}</h2>
      {wall.monitors.length === 0 ? (
        <p className="note">{t('silent')}</p>
      ) : (
        // Monitors that went or came make another arrangement: what was wanted of the old one has no meaning.
        <Hanging
          key={wall.monitors.map(({ id, width, height }) => `${id} ${width} ${height}`).join()}
          wall={wall}
          mayMove={mayMove}
          onChanged={onChanged}
        />
      )}
    </section>
  );
}

interface HangingProps {
  readonly wall: WallState;
  readonly mayMove: boolean;
  readonly onChanged: () => void;
}

function Hanging({ wall, mayMove, onChanged }: HangingProps) {
  const { t } = useStrings('monitors');
  const words = useFailureWords();
  const [wanted, setWanted] = useState<Draft | null>(null);
  const [acting, setActing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const now = draftOf(wall.monitors);
  const draft = wanted ?? now;
  const changed = !sameDraft(draft, now);

  function act(what: () => Promise<unknown>): void {
    setActing(true);
    setError(null);
    what()
      .then(() => setWanted(null), setError)
      .finally(() => {
        setActing(false);
        onChanged();
      });
  }

  return (
    <>
      <State wall={wall} />
      <Arrangement
        wall={wall}
        draft={draft}
        mayMove={mayMove}
        onSwap={(one, other) => setWanted(swapMonitors(draft, one, other))}
      />
      {mayMove && <p className="note">{t('howTo')}</p>}
      <Choices wall={wall} draft={draft} disabled={!mayMove || acting} onWant={setWanted} />
      {mayMove ? (
        <p className="monitor-acts">
          <button type="button" disabled={acting} onClick={() => act(() => engine.hang(draft))}>
            {t(changed ? 'save' : 'confirm')}
          </button>
          {changed && (
            <button type="button" className="quiet" disabled={acting} onClick={() => setWanted(null)}>
              {t('leave')}
            </button>
          )}
          <button type="button" className="quiet" disabled={acting} onClick={() => act(engine.identify)}>
            {t('identify')}
          </button>
        </p>
      ) : (
        <p className="note">{t('mayNot')}</p>
      )}
      {error !== null && <p role="alert">{words(error)}</p>}
    </>
  );
}

/** How sure the wall is, in one sentence. */
function State({ wall: { binding } }: { readonly wall: WallState }) {
  const { t } = useStrings('monitors');
  if (!binding) return null;
  const { state, confirmedAt, roles } = binding;
  const at = confirmedAt === null ? 0 : Date.parse(confirmedAt);
  const named = (one: string) =>
    ROLES.filter((role) => roles[role] === one)
      .map((role) => t(`role.${role}`, { ns: 'wall' }))
      .join(', ');
  const guests = named('guest');
  return (
    <div className="binding" data-state={state} role="status">
      <p>
        {state === 'unsure'
          ? t('state.unsure', { roles: named('unsure') })
          : t(`state.${state}`, { time: formatClock(at), day: formatDay(at) })}
      </p>
      {guests !== '' && <p className="note">{t('state.guests', { roles: guests })}</p>}
    </div>
  );
}

interface ChoicesProps {
  readonly wall: WallState;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onWant: (draft: Draft) => void;
}

/** The same by choosing from lists, for the keyboard and for those who read the screen aloud. */
function Choices({ wall: { monitors, binding }, draft, disabled, onWant }: ChoicesProps) {
  const { t } = useStrings('monitors');
  const name = useMonitorName();
  const extras = monitors.filter(({ id }) => rolesOn(draft, id).length === 0);
  return (
    <div className="hangings">
      {ROLES.map((role) => (
        <label key={role} className="hanging">
          <span>
            {t(`role.${role}`, { ns: 'wall' })}{' '}
            {binding && (
              <small data-standing={binding.roles[role]}>{t(`standing.${binding.roles[role]}`)}</small>
            )}
          </span>
          <select
            value={draft.roles[role]}
            disabled={disabled}
            onChange={(e) => onWant(hangRole(draft, role, e.target.value, monitors.length))}
          >
            {monitors.map((monitor) => (
              <option key={monitor.id} value={monitor.id}>
                {t('monitor', { name: name(monitor) })}
                {monitor.label && ` (${monitor.label})`}
              </option>
            ))}
          </select>
        </label>
      ))}
      {extras.map((monitor) => (
        <ExtraChoice
          key={monitor.id}
          label={t('monitor', { name: name(monitor) })}
          shows={draft.extras[monitor.id] ?? { kind: 'dark' }}
          disabled={disabled}
          onChoose={(shows) => onWant(showExtra(draft, monitor.id, shows))}
        />
      ))}
    </div>
  );
}
