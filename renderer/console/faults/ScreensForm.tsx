import { useEffect, useState } from 'react';
import { DIMMEST, type ScreenSettings } from '../../../electron/contract/screens.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';

/** How the screens are cared for, and whom to call; an administrator changes it. */
export function ScreensForm({ mayAct }: { readonly mayAct: boolean }) {
  const { t } = useStrings('faults');
  const words = useFailureWords();
  const [settings, setSettings] = useState<ScreenSettings>();
  const [state, setState] = useState<'resting' | 'kept' | { failed: unknown }>('resting');
  useEffect(() => {
    engine.screens().then(setSettings, (failed: unknown) => setState({ failed }));
  }, []);

  function keep(): void {
    if (!settings) return;
    engine.changeScreens(settings).then(
      (kept) => {
        setSettings(kept);
        setState('kept');
      },
      (failed: unknown) => setState({ failed }),
    );
  }

  if (!settings) return null;
  const { orbit, dimming, viewing, renewal, contact } = settings;
  const change = (next: Partial<ScreenSettings>) => {
    setSettings({ ...settings, ...next });
    setState('resting');
  };
  return (
    <section aria-labelledby="screens-title">
      <h3 id="screens-title">{t('screens.title')}</h3>
      <form
        className="screens-form"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <fieldset disabled={!mayAct}>
          <label className="wide">
            {t('screens.contact')}
            <input
              value={contact}
              maxLength={200}
              placeholder={t('screens.contactHint')}
              onChange={(e) => change({ contact: e.target.value })}
            />
          </label>
          <Amount
            label={t('screens.distance')}
            value={viewing.distanceM}
            range={[0.5, 40]}
            step={0.5}
            onChange={(distanceM) => change({ viewing: { ...viewing, distanceM } })}
          />
          <Amount
            label={t('screens.diagonal')}
            value={viewing.diagonalIn}
            range={[10, 200]}
            step={0.1}
            onChange={(diagonalIn) => change({ viewing: { ...viewing, diagonalIn } })}
          />
          <label className="tick">
            <input
              type="checkbox"
              checked={dimming.on}
              onChange={(e) => change({ dimming: { ...dimming, on: e.target.checked } })}
            />
            {t('screens.dimming')}
          </label>
          <Time
            label={t('screens.from')}
            value={dimming.from}
            onChange={(from) => change({ dimming: { ...dimming, from } })}
          />
          <Time
            label={t('screens.to')}
            value={dimming.to}
            onChange={(to) => change({ dimming: { ...dimming, to } })}
          />
          <Amount
            label={t('screens.percent')}
            value={dimming.percent}
            range={[DIMMEST, 100]}
            onChange={(percent) => change({ dimming: { ...dimming, percent } })}
          />
          <label className="tick">
            <input
              type="checkbox"
              checked={renewal.on}
              onChange={(e) => change({ renewal: { ...renewal, on: e.target.checked } })}
            />
            {t('screens.renewal')}
          </label>
          <Time
            label={t('screens.at')}
            value={renewal.at}
            onChange={(at) => change({ renewal: { ...renewal, at } })}
          />
          <Amount
            label={t('screens.orbit')}
            value={orbit.pixels}
            range={[0, 8]}
            onChange={(pixels) => change({ orbit: { ...orbit, pixels } })}
          />
          <Amount
            label={t('screens.step')}
            value={orbit.stepS}
            range={[1, 3600]}
            onChange={(stepS) => change({ orbit: { ...orbit, stepS } })}
          />
          {mayAct && <button type="submit">{t('screens.keep')}</button>}
        </fieldset>
        {state === 'kept' && <p role="status">{t('screens.kept')}</p>}
        {typeof state === 'object' && <p role="alert">{words(state.failed)}</p>}
      </form>
    </section>
  );
}

interface FieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A time of day as it is written here, whatever the browser's own custom. */
function Time({ label, value, onChange }: FieldProps<string>) {
  const { t } = useStrings('faults');
  return (
    <label>
      {label}
      <input
        required
        inputMode="numeric"
        maxLength={5}
        pattern="([01][0-9]|2[0-3]):[0-5][0-9]"
        title={t('screens.timeHint')}
        value={value}
        onChange={(e) => onChange(e.target.value)}
      />
    </label>
  );
}

function Amount({
  label,
  value,
  range: [least, most],
  step = 1,
  onChange,
}: FieldProps<number> & { readonly range: readonly [number, number]; readonly step?: number }) {
  return (
    <label>
      {label}
      <input
        type="number"
        required
        min={least}
        max={most}
        step={step}
        value={Number.isNaN(value) ? '' : value}
        onChange={(e) => onChange(e.target.valueAsNumber)}
      />
    </label>
  );
}
