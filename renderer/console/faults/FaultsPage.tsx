import { useCallback, useState } from 'react';
import { FAULT_PLACES, type FaultEntry } from '../../../electron/contract/faults.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { PageTitle } from '../desk/PageTitle.tsx';
import { usePolled } from '../polling.ts';
import { FaultRow } from './FaultRow.tsx';
import { ScreensForm } from './ScreensForm.tsx';
import './faults.css';

/** How often the page asks, ms. */
const ASK_MS = 5_000;
const FEW = 100;
const MANY = 1000;

type Place = FaultEntry['place'];

/** What went wrong on the wall, what it did about it, and how the screens are cared for. */
export function FaultsPage({ mayAct }: { readonly mayAct: boolean }) {
  const { t } = useStrings('faults');
  const [place, setPlace] = useState<Place | null>(null);
  const [limit, setLimit] = useState(FEW);
  const ask = useCallback(() => engine.faults(place, limit), [place, limit]);
  const { value, error } = usePolled(ask, ASK_MS);
  return (
    <>
      <PageTitle page="faults" />
      <section aria-labelledby="faults-title">
        <h3 id="faults-title">{t('title')}</h3>
        <div className="scenes" role="group" aria-label={t('filter')}>
          {[null, ...FAULT_PLACES].map((one) => (
            <button
              key={one ?? 'all'}
              type="button"
              className="scene"
              aria-pressed={one === place}
              onClick={() => setPlace(one)}
            >
              {t(`place.${one ?? 'all'}`)}
            </button>
          ))}
        </div>
        {error !== null && <p role="alert">{t('unread')}</p>}
        {value?.faults.length === 0 && <p className="note">{t('none')}</p>}
        {value && value.faults.length > 0 && <Table faults={value.faults} />}
        {value?.more && limit === FEW && (
          <button type="button" className="quiet" onClick={() => setLimit(MANY)}>
            {t('more')}
          </button>
        )}
      </section>
      <ScreensForm mayAct={mayAct} />
    </>
  );
}

function Table({ faults }: { readonly faults: readonly FaultEntry[] }) {
  const { t } = useStrings('faults');
  return (
    <table className="sources faults">
      <thead>
        <tr>
          {(['at', 'where', 'what', 'done', 'back'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {faults.map((fault, i) => (
          <FaultRow key={`${fault.at} ${fault.kind} ${i}`} fault={fault} />
        ))}
      </tbody>
    </table>
  );
}
