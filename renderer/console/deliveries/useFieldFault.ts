import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';

/** What to say at the field that a refusal names; nothing where it names another one, or none. */
export function useFieldFault(error: unknown): (field: string) => string | undefined {
  const { t, i18n } = useStrings('deliveries');
  return (field) =>
    error instanceof ApiError && error.field === field && i18n.exists(`deliveries:refused.${field}`)
      ? t(`refused.${field}`)
      : undefined;
}

/** Whether a refusal is said at one of the fields. */
export function isAtField(error: unknown, fields: readonly string[]): boolean {
  return error instanceof ApiError && error.field !== undefined && fields.includes(error.field);
}
