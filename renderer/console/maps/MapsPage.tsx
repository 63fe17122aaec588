/** Maps of the wall: which is drawn now, those before it, and bringing boundaries of a new one. */
import { useState } from 'react';
import type { MapListed } from '../../../electron/contract/maps.ts';
import { useStrings } from '../../ui/index.ts';
import { usePath } from '../desk/page.ts';
import { Help } from '../help/Help.tsx';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { BringMap } from './BringMap.tsx';
import { MapView } from './MapView.tsx';
import { maps } from './mapsApi.ts';
import { StreetsPanel } from './StreetsPanel.tsx';
import { useMapWords } from './useMapWords.ts';
import '../../maps/maps.css';
import './maps.css';

export function MapsPage() {
  const [, number = ''] = usePath();
  if (/^\d+$/.test(number)) return <MapView key={number} number={Number(number)} />;
  return <MapsList />;
}

function MapsList() {
  const { t } = useStrings('maps');
  const words = useMapWords();
  const { value, error, again } = useAsked(maps.list);
  const [failure, setFailure] = useState<unknown>(null);
  const shown = failure ?? error;

  function withdraw(number: number): void {
    setFailure(null);
    maps.withdraw(number).then(again, setFailure);
  }

  const drawn = value?.maps.filter(({ state }) => state === 'in_force') ?? [];
  const own = value?.shipped.filter(({ root }) => !drawn.some((map) => map.root === root)) ?? [];
  return (
    <>
      <section aria-labelledby="maps-title">
        <h2 id="maps-title">
          {t('title')} <Help topic="maps" />
        </h2>
        {value && (
          <ul className="maps-drawn">
            {drawn.map((map) => (
              <li key={map.number}>{t('drawn', { title: map.title, number: map.number, file: map.file })}</li>
            ))}
            {own.map(({ root, title }) => (
              <li key={root}>{t('shipped', { title })}</li>
            ))}
          </ul>
        )}
        {value && value.maps.length > 0 && <Versions listed={value.maps} onWithdraw={withdraw} />}
        {shown !== null && <p role="alert">{words(shown)}</p>}
      </section>
      <BringMap />
      <StreetsPanel />
    </>
  );
}

interface VersionsProps {
  readonly listed: readonly MapListed[];
  readonly onWithdraw: (number: number) => void;
}

function Versions({ listed, onWithdraw }: VersionsProps) {
  const { t } = useStrings('maps');
  return (
    <table className="sources maps-list">
      <thead>
        <tr>
          <th scope="col">{t('column.number')}</th>
          <th scope="col">{t('column.title')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.when')}</th>
          <th scope="col">{t('column.acts')}</th>
        </tr>
      </thead>
      <tbody>
        {listed.map((map) => (
          <tr key={map.number}>
            <td>{map.number}</td>
            <th scope="row">
              <a href={`#maps/${map.number}`}>
                <bdi className="long">{map.title}</bdi>
              </a>
              <br />
              <bdi className="note long">{map.file}</bdi>
            </th>
            <td>
              <span className="map-state" data-state={map.state}>
                {t(`state.${map.state}`)}
              </span>
            </td>
            <td className="note">
              {map.publishedAt !== null
                ? t('published', { by: map.publishedBy, when: whenText(map.publishedAt) })
                : t('brought', { by: map.by, when: whenText(map.at) })}
            </td>
            <td>
              {map.state === 'in_force' && (
                <button type="button" className="quiet" onClick={() => onWithdraw(map.number)}>
                  {t('withdraw')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
