import { useCallback, useState } from 'react';
import type { MapPreview } from '../../../electron/contract/maps.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { goTo } from '../desk/page.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { MapDrawing } from './MapDrawing.tsx';
import { MapFaults } from './MapFaults.tsx';
import { MapOptionsForm } from './MapOptionsForm.tsx';
import { maps } from './mapsApi.ts';
import { useMapWords } from './useMapWords.ts';

/** One map: what was found in its file, how it is drawn, and publishing it. */
export function MapView({ number }: { readonly number: number }) {
  const { t } = useStrings('maps');
  const words = useMapWords();
  const ask = useCallback(() => maps.preview(number), [number]);
  const { value, error } = useAsked(ask);
  /** What was answered last, here or to a change. */
  const [changed, setChanged] = useState<MapPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const preview = changed ?? value;

  function act(doing: Promise<unknown>): void {
    setBusy(true);
    setFailure(null);
    doing
      .then(() => maps.preview(number))
      .then(setChanged, setFailure)
      .finally(() => setBusy(false));
  }

  const shown = failure ?? error;
  return (
    <section aria-labelledby="map-title" className="import">
      <p>
        <a href="#maps">{t('view.back')}</a>
      </p>
      <h2 id="map-title">
        {t('view.title', { number })} <bdi className="long">{preview?.title ?? ''}</bdi>
      </h2>
      {preview && (
        <>
          <Facts preview={preview} />
          {preview.report.drawing && (
            <MapDrawing number={number} seen={preview.seen} units={preview.report.units} />
          )}
          <MapFaults preview={preview} />
          {preview.state === 'draft' && (
            <MapOptionsForm
              key={preview.seen}
              preview={preview}
              busy={busy}
              onChoose={(options) => act(maps.choose(number, options))}
              onTable={(file) => act(maps.giveTable(number, file))}
            />
          )}
          {shown !== null && <p role="alert">{words(shown)}</p>}
          <Acts preview={preview} busy={busy} onAct={act} />
        </>
      )}
      {!preview && shown !== null && <p role="alert">{words(shown)}</p>}
    </section>
  );
}

function Facts({ preview }: { readonly preview: MapPreview }) {
  const { t } = useStrings('maps');
  const locale = useLocale();
  const { report, file, by, at, state, publishedAt, publishedBy } = preview;
  const count = (value: number) => formatNumber(value, 0, locale);
  return (
    <>
      <p className="note intro">
        <span className="map-state" data-state={state}>
          {t(`state.${state}`)}
        </span>{' '}
        {t('view.brought', { file, by, when: whenText(at) })}{' '}
        {publishedAt !== null && t('published', { by: publishedBy, when: whenText(publishedAt) })}
      </p>
      <p>
        {t('view.found', { shapes: count(report.shapes), units: count(report.units.length) })}{' '}
        {report.drawing &&
          t('view.simplified', {
            before: count(report.drawing.corners),
            after: count(report.drawing.cornersKept),
            kib: count(report.drawing.bytes / 1024),
            change: formatNumber(report.drawing.areaChange, 2, locale),
          })}
      </p>
    </>
  );
}

interface ActsProps {
  readonly preview: MapPreview;
  readonly busy: boolean;
  readonly onAct: (doing: Promise<unknown>) => void;
}

function Acts({ preview, busy, onAct }: ActsProps) {
  const { t } = useStrings('maps');
  const { number, seen, state, report } = preview;
  const refusing = report.faultCount.refusing;
  return (
    <div className="import-act">
      <p className="acts">
        {state === 'in_force' ? (
          <button type="button" disabled={busy} onClick={() => onAct(maps.withdraw(number))}>
            {t('withdraw')}
          </button>
        ) : (
          <button
            type="button"
            disabled={busy || refusing > 0 || !report.drawing}
            onClick={() => onAct(maps.publish(number, seen))}
          >
            {t(state === 'draft' ? 'publish' : 'publishAgain')}
          </button>
        )}
        {state === 'draft' && (
          <button
            type="button"
            className="quiet"
            disabled={busy}
            onClick={() => void maps.drop(number).finally(() => goTo('maps'))}
          >
            {t('drop')}
          </button>
        )}
      </p>
      <p role="status" className="note">
        {busy ? (
          <>
            <progress aria-label={t('working')} /> {t('working')}
          </>
        ) : state === 'in_force' ? (
          t('isDrawn')
        ) : refusing > 0 ? (
          t('mustCorrect', { count: refusing })
        ) : (
          t('willBeDrawn')
        )}
      </p>
    </div>
  );
}
