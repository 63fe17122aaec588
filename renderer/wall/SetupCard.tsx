import { memo } from 'react';
import { renderSVG } from 'uqr';
import type { SetupNotice } from '../../electron/contract/live.ts';
import { useStrings } from '../ui/index.ts';
import './setup.css';

/** Asks whoever stands in the room to make the first administrator: address, code, and the address to scan. */
export const SetupCard = memo(function SetupCard({ setup }: { readonly setup: SetupNotice }) {
  const { t } = useStrings('wall');
  // The console takes the code from the address, so that nobody has to type it.
  const scanned = `${setup.url}/#setup=${setup.code}`;
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(scanned, { border: 2 }))}`;
  return (
    <aside className="setup">
      <img className="setup-qr" src={picture} alt={setup.url} />
      <div className="setup-words">
        <p className="setup-title">{t('setup.title')}</p>
        <p className="setup-url">{setup.url}</p>
      </div>
      <div className="setup-words">
        <p className="setup-title">{t('setup.code')}</p>
        <p className="setup-code">{setup.code}</p>
      </div>
      <p className="setup-remedy">{t('setup.remedy')}</p>
    </aside>
  );
});
