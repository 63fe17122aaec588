/** The console: whoever comes is led to the setup, the sign-in or the desk. */
import { lazy, Suspense, useEffect } from 'react';
import { Entry } from './entry/Entry.tsx';
import { SetUp } from './entry/SetUp.tsx';
import { SignIn } from './entry/SignIn.tsx';
import { useStrings } from '../ui/index.ts';
import { useDoor } from './session.ts';

/** Fetched while the door is looked at: whoever signs in does not wait for it. */
const desk = import('./desk/Desk.tsx');
const Desk = lazy(async () => ({ default: (await desk).Desk }));

export function App() {
  const { t } = useStrings('console');
  const { sitting, look } = useDoor();
  switch (sitting.at) {
    case 'door':
      return null;
    case 'unreachable':
      return (
        <Entry title={t('unreachable.title')}>
          <p className="note">{t('unreachable.detail')}</p>
        </Entry>
      );
    case 'setup':
      return <SetUp onDone={look} />;
    case 'remote':
      return <ToTheRemote />;
    case 'signIn':
      return <SignIn onDone={look} />;
    case 'desk':
      return (
        <Suspense fallback={null}>
          <Desk person={sitting.person} onLeft={look} />
        </Suspense>
      );
  }
}

/** A paired device is led to what it may do. */
function ToTheRemote() {
  useEffect(() => window.location.replace('/remote'), []);
  return null;
}
