import { useId, useState } from 'react';
import { MAP_FILE_BYTES_MOST } from '../../../electron/contract/maps.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { goTo } from '../desk/page.ts';
import { FileDrop } from '../files/FileDrop.tsx';
import { useAsked } from '../useAsked.ts';
import { maps } from './mapsApi.ts';
import { useMapWords } from './useMapWords.ts';

/** Bringing a file with boundaries, for the unit whose offices it is to draw. */
export function BringMap() {
  const { t } = useStrings('maps');
  const words = useMapWords();
  const id = useId();
  const units = useAsked(engine.units).value ?? [];
  // What has nothing below it has nothing to be drawn.
  const above = new Set(units.map(({ parent }) => parent));
  const roots = units.filter(
    ({ unit, level }) => (level === 'national' || level === 'province') && above.has(unit),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const root = chosen ?? roots[0]?.unit ?? '';

  function bring(file: File): void {
    if (reading !== null || root === '') return;
    setFault(null);
    if (file.size > MAP_FILE_BYTES_MOST) return setFault(t('problem.too_large'));
    setReading(file.name);
    maps.bring(file, root).then(
      ({ number }) => goTo('maps', String(number)),
      (error: unknown) => {
        setReading(null);
        setFault(words(error));
      },
    );
  }

  return (
    <section aria-labelledby="bring-map">
      <h3 id="bring-map">{t('bring.title')}</h3>
      <p className="note intro">{t('bring.intro')}</p>
      <div className="field map-root">
        <label htmlFor={id}>{t('bring.root')}</label>
        <select id={id} value={root} onChange={(event) => setChosen(event.target.value)}>
          {roots.map(({ unit, name }) => (
            <option key={unit} value={unit}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <FileDrop
        words={t('bring.drop')}
        choose={t('bring.choose')}
        limits={t('bring.limits')}
        accept=".geojson,.json,.topojson"
        reading={reading === null ? null : t('bring.reading', { file: reading })}
        onFile={bring}
        onMany={() => setFault(t('bring.one'))}
      />
      {fault !== null && <p role="alert">{fault}</p>}
    </section>
  );
}
