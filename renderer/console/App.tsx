/** The console: whoever comes is led to the setup, the sign-in or the desk. */
import { lazy, Suspense, useEffect } from 'react';
import { Entry } from './entry/Entry.tsx';
import { SetUp } from './entry/SetUp.tsx';
import { SignIn } from './entry/SignIn.tsx';
import { SignInAgain } from './entry/SignInAgain.tsx';
import { useStrings } from '../ui/index.ts';
import { personAt, useDoor } from './session.ts';

/** Fetched while the door is looked at: whoever signs in does not wait for it. */
const desk = import('./desk/Desk.tsx');
const Desk = lazy(async () => ({ default: (await desk).Desk }));

export function App() {
  const { t } = useStrings('console');
  const { sitting, look, leave } = useDoor();
  const person = personAt(sitting);
  if (person)
    return (
      <>
        <Suspense fallback={null}>
          <Desk key={person.username} person={person} onLeft={look} onSignedOut={leave} />
        </Suspense>
        {sitting.at === 'signIn' && <SignInAgain username={person.username} onDone={look} />}
      </>
    );
  switch (sitting.at) {
    case 'door':
    case 'desk':
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
  }
}

/** A paired device is led to what it may do. */
function ToTheRemote() {
  useEffect(() => window.location.replace('/remote'), []);
  return null;
}
