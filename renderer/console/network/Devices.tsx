import { useState } from 'react';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { useByWords } from '../useByWords.ts';
import { whenText } from '../whenText.ts';

const LOOK_MS = 5_000;

/** Devices paired with the wall; each can be unpaired at once. */
export function Devices() {
  const { t } = useStrings('network');
  const words = useFailureWords();
  const byWords = useByWords();
  const { value, error, refresh } = usePolled(engine.devices, LOOK_MS);
  const [failed, setFailed] = useState<unknown>(null);

  function remove(id: number): void {
    setFailed(null);
    engine.unpair(id).catch(setFailed).finally(refresh);
  }

  return (
    <section aria-labelledby="devices-title">
      <h3 id="devices-title">{t('devices.title')}</h3>
      {value?.length === 0 && <p className="note">{t('devices.empty')}</p>}
      {value !== undefined && value.length > 0 && (
        <div className="scrolled">
          <table>
            <thead>
              <tr>
                {(['name', 'pairedAt', 'by', 'usedAt', 'address', 'until'] as const).map((one) => (
                  <th key={one} scope="col">
                    {t(`devices.${one}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {value.map((device) => (
                <tr key={device.id}>
                  <th scope="row">{device.name}</th>
                  <td className="when">{whenText(device.pairedAt)}</td>
                  <td>{byWords(device.by)}</td>
                  <td className="when">{whenText(device.usedAt)}</td>
                  <td>{device.address}</td>
                  <td className="when">{whenText(device.until)}</td>
                  <td>
                    <button
                      type="button"
                      className="quiet"
                      aria-label={t('devices.removeOf', { name: device.name })}
                      onClick={() => remove(device.id)}
                    >
                      {t('devices.remove')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(error ?? failed) !== null && <p role="alert">{words(error ?? failed)}</p>}
    </section>
  );
}
