import { useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../api.ts';

export interface Acting {
  /** Does something, and says when it did not succeed. */
  readonly act: (what: () => Promise<unknown>) => void;
  readonly acting: boolean;
  readonly failure: string | null;
}

export function useAct(onDone: () => void): Acting {
  const { t } = useStrings('system');
  const [acting, setActing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function doIt(what: () => Promise<unknown>): Promise<void> {
    setActing(true);
    setFailure(null);
    try {
      await what();
    } catch (error) {
      setFailure(t(error instanceof ApiError && error.status === 507 ? 'full' : 'failed'));
    } finally {
      setActing(false);
      onDone();
    }
  }

  return { act: (what) => void doIt(what), acting, failure };
}
