/** Bringing a region, or a ward of it, to the front of the map on the wall, and the whole map back. */
import { useCallback, useId, useState } from 'react';
import type { MapRegionsAnswer } from '../../../electron/contract/maps.ts';
import { useAnswer } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { useByWords } from '../useByWords.ts';
import { whenText } from '../whenText.ts';
import { focus } from './mapsApi.ts';
import './maps.css';

/** For how long it stays, minutes. */
const MINUTES = 15;

export function MapFocusPanel() {
  const { t } = useStrings('maps');
  const [root, setRoot] = useState<string | null>(null);
  const ask = useCallback(() => focus.regions(root), [root]);
  const { value } = useAsked(ask);
  return (
    <section aria-labelledby="focus-title">
      <h3 id="focus-title">{t('focus.title')}</h3>
      {value && <Regions key={value.root} map={value} onRoot={setRoot} />}
    </section>
  );
}

interface RegionsProps {
  readonly map: MapRegionsAnswer;
  readonly onRoot: (root: string) => void;
}

function Regions({ map: { root, roots, regions }, onRoot }: RegionsProps) {
  const { t } = useStrings('maps');
  const words = useFailureWords();
  const byWords = useByWords();
  const standing = useAnswer({ ask: 'focus', unit: root })?.focus ?? null;
  const [region, setRegion] = useState(regions[0]?.unit ?? '');
  const [part, setPart] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const parts = regions.find(({ unit }) => unit === region)?.parts ?? [];

  function act(doing: Promise<unknown>): void {
    setError(null);
    doing.catch(setError);
  }
  const nameOf = (unit: string) => regions.find((one) => one.unit === unit)?.name ?? unit;
  const partName = (code: string) =>
    regions.flatMap((one) => one.parts).find((one) => one.code === code)?.name ?? code;

  return (
    <>
      <p role="status">
        {standing === null
          ? t('focus.whole')
          : t('focus.standing', {
              place: [standing.part && partName(standing.part), nameOf(standing.region)]
                .filter(Boolean)
                .join(', '),
              by: byWords(standing.by),
              until: whenText(standing.until),
            })}
      </p>
      <form
        className="map-focus"
        onSubmit={(event) => {
          event.preventDefault();
          act(focus.look({ root, region, part, minutes: MINUTES }));
        }}
      >
        {roots.length > 1 && (
          <Choice
            label={t('focus.root')}
            value={root}
            all={roots.map((one) => ({ key: one.root, name: one.title }))}
            onChoose={onRoot}
          />
        )}
        <Choice
          label={t('focus.region')}
          value={region}
          all={regions.map(({ unit, name }) => ({ key: unit, name }))}
          onChoose={(unit) => {
            setRegion(unit);
            setPart(null);
          }}
        />
        {parts.length > 0 && (
          <Choice
            label={t('focus.part')}
            value={part ?? ''}
            all={[{ key: '', name: t('focus.all') }, ...parts.map(({ code, name }) => ({ key: code, name }))]}
            onChoose={(code) => setPart(code || null)}
          />
        )}
        <p className="acts">
          <button type="submit">{t('focus.look')}</button>
          <button
            type="button"
            className="quiet"
            disabled={standing === null}
            onClick={() => act(focus.end(root))}
          >
            {t('focus.end')}
          </button>
        </p>
      </form>
      {error !== null && <p role="alert">{words(error)}</p>}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly all: readonly { readonly key: string; readonly name: string }[];
  readonly onChoose: (key: string) => void;
}

function Choice({ label, value, all, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.target.value)}>
        {all.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
