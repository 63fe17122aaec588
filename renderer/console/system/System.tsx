import { engine } from '../api.ts';
import { PageTitle } from '../desk/PageTitle.tsx';
import { usePolled } from '../polling.ts';
import { Backups } from './Backups.tsx';
import { CareForm } from './CareForm.tsx';
import { Checks } from './Checks.tsx';
import { Clocks } from './Clocks.tsx';
import { LanguageModel } from './LanguageModel.tsx';
import { Machine } from './Machine.tsx';
import { Notices } from './Notices.tsx';
import './system.css';

/** How often the page asks, ms. */
const ASK_MS = 5_000;

/** How the engine, its machine and its store are; an administrator acts here. */
export function System({ mayAct }: { readonly mayAct: boolean }) {
  const { value, refresh } = usePolled(engine.system, ASK_MS);
  if (!value) return <PageTitle page="system" />;
  return (
    <>
      <PageTitle page="system" />
      <Notices notices={value.notices} mayAct={mayAct} onDone={refresh} />
      <Machine system={value} />
      <Clocks />
      <Backups backups={value.backups} mayAct={mayAct} onDone={refresh} />
      {mayAct && (
        <>
          <CareForm key={JSON.stringify(value.settings)} settings={value.settings} onKept={refresh} />
          <Checks settings={value.settings} onDone={refresh} />
          <LanguageModel />
        </>
      )}
    </>
  );
}
