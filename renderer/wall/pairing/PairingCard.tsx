import { renderSVG } from 'uqr';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import './pairing.css';

/** The code that pairs a phone, while it holds: to scan from three metres, with the fingerprint that the phone must find. */
export function PairingCard() {
  const { t } = useStrings('wall');
  const pairing = useLive((s) => s.pairing);
  const leftS = useLive((s) =>
    s.pairing === null ? 0 : Math.ceil((Date.parse(s.pairing.until) - s.now) / 1000),
  );
  if (pairing === null || leftS <= 0) return null;
  const { url, code, fingerprint } = pairing;
  const scanned = `${url}/remote#code=${code}`;
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(scanned, { border: 3 }))}`;
  const time = `${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')}`;
  const groups = fingerprint.split(' ');
  return (
    <aside className="pairing">
      <img className="pairing-qr" src={picture} alt={scanned} />
      <div className="pairing-words">
        <h2>{t('pairing.title')}</h2>
        <p className="pairing-label">{t('pairing.scan')}</p>
        <p className="pairing-url">{url}/remote</p>
        <p className="pairing-label">{t('pairing.code')}</p>
        <p className="pairing-code">{code}</p>
        <p className="pairing-label">{t('pairing.left', { time })}</p>
        <p className="pairing-label pairing-apart">{t('pairing.fingerprint')}</p>
        <p className="pairing-print">
          {groups.map((group, n) => (
            // Groups may be alike; their place is what tells them apart.
            <span key={n}>{group}</span>
          ))}
        </p>
        <p className="pairing-label">{t('pairing.compare')}</p>
      </div>
    </aside>
  );
}
