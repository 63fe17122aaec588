import { BUILT_IN_ROLES } from '../../electron/contract/access.ts';
import { useStrings } from '../ui/index.ts';

/** How a role is called: built-in ones in the reader's language, the agency's own as it named them. */
export function useRoleName(): (id: string, own: string | null) => string {
  const { t } = useStrings('console');
  return (id, own) => {
    const builtIn = BUILT_IN_ROLES.find((one) => one === id);
    return own ?? (builtIn ? t(`role.${builtIn}`) : id);
  };
}
