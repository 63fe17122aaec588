import { type FormEvent, useState } from 'react';
import { ApiError } from '../api.ts';
import { useFailureWords } from '../failure.ts';

export interface Submit {
  readonly busy: boolean;
  /** What to say about the form as a whole; faults of one field are said at the field. */
  readonly fault: string | undefined;
  readonly faultOf: (field: string) => string | undefined;
  readonly send: (event: FormEvent) => void;
}

/** Sends a form once at a time, and sorts the refusal to the field it names. */
export function useSubmit(act: () => Promise<unknown>, done: () => void, fields: readonly string[]): Submit {
  const words = useFailureWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = error instanceof ApiError ? error.field : undefined;
  const atField = field !== undefined && fields.includes(field);
  return {
    busy,
    fault: error !== null && !atField ? words(error) : undefined,
    faultOf: (name) => (atField && field === name ? words(error) : undefined),
    send(event) {
      event.preventDefault();
      if (busy) return;
      setBusy(true);
      setError(null);
      act()
        .then(done, setError)
        .finally(() => setBusy(false));
    },
  };
}
