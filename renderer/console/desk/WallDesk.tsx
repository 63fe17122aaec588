/** The desk: what the wall shows, what it could show, and where the figures come from. */
import { useStrings } from '../../ui/index.ts';
import { OnNow } from '../schedule/OnNow.tsx';
import { DarkPanel } from './DarkPanel.tsx';
import { MapFocusPanel } from '../maps/MapFocusPanel.tsx';
import { InterruptPanel } from './interrupt/InterruptPanel.tsx';
import type { Sitting } from './OpenPage.tsx';
import { Playback } from './playback/Playback.tsx';
import { PageTitle } from './PageTitle.tsx';
import { Scenes } from './Scenes.tsx';
import { Sources } from './Sources.tsx';
import { WallPictures } from './WallPictures.tsx';

export function WallDesk({ person, wall, may }: Sitting) {
  const { t } = useStrings('console');
  // The wall shows the whole organisation.
  if (person.place !== null)
    return (
      <>
        <PageTitle page="desk" />
        <p className="note">{t('placed', { place: person.place })}</p>
        <Sources mayRead={false} mayCorrect={false} />
      </>
    );
  return (
    <>
      <PageTitle page="desk" />
      <WallPictures wall={wall.value} />
      <Scenes shown={wall.value?.shown} mayShow={may('wall.run')} onShown={wall.refresh} />
      <OnNow shown={wall.value?.shown} mayHandBack={may('wall.run')} onChanged={wall.refresh} />
      {may('wall.run') && <MapFocusPanel />}
      <DarkPanel mayDarken={may('wall.run')} />
      <InterruptPanel mayShow={may('wall.run')} />
      <Playback mayPlay={may('wall.run')} maySet={may('system.manage')} />
      <Sources mayRead={may('cases.read')} mayCorrect={may('sources.manage')} />
    </>
  );
}
