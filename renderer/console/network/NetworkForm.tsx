import { useState } from 'react';
import type { NetworkAnswer } from '../../../electron/contract/network.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError, engine } from '../api.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';

type Given = 'keep' | 'make' | 'give';

/** Turns the network on, or changes it: address, port, name, certificate. At the machine itself only. */
export function NetworkForm({
  network,
  onDone,
}: {
  readonly network: NetworkAnswer;
  readonly onDone: () => void;
}) {
  const { t } = useStrings('network');
  const words = useFailureWords();
  const { addresses } = network.machine;
  const [address, setAddress] = useState(network.address ?? addresses[0]?.address ?? '');
  const [port, setPort] = useState(String(network.port));
  const [name, setName] = useState(network.name ?? '');
  const [given, setGiven] = useState<Given>('keep');
  const [chain, setChain] = useState('');
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  if (addresses.length === 0) return <p role="alert">{t('none')}</p>;

  const faultOf = (field: string) =>
    error?.field === field
      ? t(`refused.${field.replace('certificate.', '')}`, { detail: error.message })
      : undefined;
  const known = ['address', 'port', 'name', 'certificate.chain', 'certificate.key'];

  function turnOn(): void {
    setBusy(true);
    setError(null);
    const certificate = given === 'give' ? { chain, key } : given === 'make' ? null : undefined;
    engine
      .turnNetworkOn({
        address,
        port: Number(port),
        name: name.trim() === '' ? null : name.trim(),
        certificate,
      })
      .then(onDone, (failed: unknown) =>
        setError(failed instanceof ApiError ? failed : new ApiError(500, '')),
      )
      .finally(() => setBusy(false));
  }

  return (
    <form
      className="network-form"
      onSubmit={(event) => {
        event.preventDefault();
        turnOn();
      }}
    >
      <label>
        {t('address')}
        <select value={address} onChange={(e) => setAddress(e.target.value)}>
          {!addresses.some((one) => one.address === address) && <option value={address}>{address}</option>}
          {addresses.map((one) => (
            <option key={one.address} value={one.address}>
              {one.address} ({one.interface})
            </option>
          ))}
        </select>
        {faultOf('address') !== undefined && <span role="alert">{faultOf('address')}</span>}
      </label>
      <Field
        label={t('port')}
        fault={faultOf('port')}
        type="number"
        min={1}
        max={65_535}
        value={port}
        onChange={(e) => setPort(e.target.value)}
        required
      />
      <Field
        label={t('name')}
        hint={t('nameHint')}
        fault={faultOf('name')}
        value={name}
        onChange={(e) => setName(e.target.value)}
        autoCapitalize="none"
        spellCheck={false}
      />
      <label>
        {t('certificate.title')}
        <select value={given} onChange={(e) => setGiven(e.target.value as Given)}>
          {(['keep', 'make', 'give'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`certificate.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {given === 'give' && (
        <>
          <Pem
            label={t('certificate.chain')}
            hint={t('certificate.chainHint')}
            fault={faultOf('certificate.chain')}
            value={chain}
            onChange={setChain}
          />
          <Pem
            label={t('certificate.key')}
            hint={t('certificate.keyHint')}
            fault={faultOf('certificate.key')}
            value={key}
            onChange={setKey}
          />
        </>
      )}
      {error !== null && !known.includes(error.field ?? '') && <p role="alert">{words(error)}</p>}
      <p className="acts">
        <button type="submit" disabled={busy}>
          {t(network.on ? 'change' : 'turnOn')}
        </button>
      </p>
    </form>
  );
}

interface PemProps {
  readonly label: string;
  readonly hint: string;
  readonly fault: string | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Pem({ label, hint, fault, value, onChange }: PemProps) {
  return (
    <label className="network-pem">
      {label} <span className="note">{hint}</span>
      <textarea
        rows={5}
        value={value}
        spellCheck={false}
        aria-invalid={fault !== undefined}
        onChange={(e) => onChange(e.target.value)}
        required
      />
      {fault !== undefined && <span role="alert">{fault}</span>}
    </label>
  );
}
