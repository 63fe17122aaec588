import { useEffect } from 'react';
import { useStrings } from '../../ui/index.ts';
import { useDialog } from '../dashboards/useDialog.ts';
import { SignIn } from './SignIn.tsx';

/** Over the desk of somebody whose session ended: what they were typing is there still when they have signed in again. */
export function SignInAgain({
  username,
  onDone,
}: {
  readonly username: string;
  readonly onDone: () => void;
}) {
  const { t } = useStrings('console');
  const dialog = useDialog();
  // Opening it gave the focus to the first thing that takes any.
  useEffect(() => dialog.current?.querySelector('input')?.focus(), [dialog]);
  return (
    <dialog ref={dialog} className="entry-over" onCancel={(event) => event.preventDefault()}>
      <SignIn onDone={onDone} note={t('signIn.again', { username })} />
    </dialog>
  );
}
