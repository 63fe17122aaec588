import type { Permission, Role } from '../../../electron/contract/access.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { type OpenIdDraft, withGroup } from './draft.ts';
import { RoleChoice } from './RoleChoice.tsx';

interface GroupRolesProps {
  readonly draft: OpenIdDraft;
  readonly roles: readonly Role[];
  readonly mine: readonly Permission[];
  readonly onDraft: (change: Partial<OpenIdDraft>) => void;
}

/** Which role comes of which group of the provider; the first that fits counts. */
export function GroupRoles({ draft, roles, mine, onDraft }: GroupRolesProps) {
  const { t } = useStrings('openid');
  const { groups } = draft;
  const change = (n: number, next: { group?: string; role?: string }) =>
    onDraft({ groups: groups.map((one, i) => (i === n ? { ...one, ...next } : one)) });
  return (
    <>
      <Field
        label={t('form.groupsClaim')}
        hint={t('form.groupsHint')}
        value={draft.groupsClaim}
        onChange={(e) => onDraft({ groupsClaim: e.target.value })}
        maxLength={100}
        required
      />
      <ol className="openid-groups">
        {groups.map(({ group, role }, n) => (
          // A row has nothing of its own but its place.
          <li key={n}>
            <Field
              label={t('form.group', { n: n + 1 })}
              value={group}
              onChange={(e) => change(n, { group: e.target.value })}
              maxLength={200}
              required
            />
            <RoleChoice
              label={t('form.groupRole', { n: n + 1 })}
              role={role}
              roles={roles}
              mine={mine}
              onRole={(next) => change(n, { role: next })}
            />
            {groups.length > 1 && (
              <button
                type="button"
                className="quiet"
                aria-label={t('form.removeGroupNamed', { n: n + 1 })}
                onClick={() => onDraft({ groups: groups.filter((_, i) => i !== n) })}
              >
                {t('form.removeGroup')}
              </button>
            )}
          </li>
        ))}
      </ol>
      <p className="acts">
        <button type="button" className="quiet" onClick={() => onDraft(withGroup(draft))}>
          {t('form.addGroup')}
        </button>
      </p>
    </>
  );
}
