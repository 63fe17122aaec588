import { ROLES } from '../../../electron/contract/live.ts';
import { PARTS_MAX } from '../../../electron/contract/layouts.ts';
import { type ExtraShows, extraShows } from '../../../electron/contract/wall.ts';
import { useStrings } from '../../ui/index.ts';

const CHOICES: readonly ExtraShows[] = [
  { kind: 'dark' },
  { kind: 'free' },
  ...ROLES.map((role) => ({ kind: 'role' as const, role })),
  ...Array.from({ length: PARTS_MAX }, (_, i) => ({ kind: 'part' as const, part: i + 1 })),
];

/** Words for what an extra monitor shows. */
export function useExtraWords(): (shows: ExtraShows) => string {
  const { t } = useStrings('monitors');
  return (shows) => {
    switch (shows.kind) {
      case 'role':
        return t('extra.role', { role: t(`role.${shows.role}`, { ns: 'wall' }) });
      case 'part':
        return t('extra.part', { part: shows.part });
      default:
        return t(`extra.${shows.kind}`);
    }
  };
}

interface ExtraChoiceProps {
  readonly label: string;
  readonly shows: ExtraShows;
  readonly disabled: boolean;
  readonly onChoose: (shows: ExtraShows) => void;
}

/** What a monitor beyond those of the roles is to show. */
export function ExtraChoice({ label, shows, disabled, onChoose }: ExtraChoiceProps) {
  const words = useExtraWords();
  return (
    <label className="hanging">
      <span>{label}</span>
      <select
        value={JSON.stringify(shows)}
        disabled={disabled}
        onChange={(e) => onChoose(extraShows.parse(JSON.parse(e.target.value)))}
      >
        {CHOICES.map((choice) => (
          <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
            {words(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}
