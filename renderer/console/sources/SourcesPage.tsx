import { useState } from 'react';
import type { SourceAnswer } from '../../../electron/contract/sources.ts';
import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { SourceCard } from './SourceCard.tsx';
import { SourceForm } from './SourceForm.tsx';
import './sources.css';

/** Where an administrator makes, tries, changes, pauses and deletes sources. */
export function SourcesPage() {
  const { t } = useStrings('sources');
  const words = useFailureWords();
  const sources = useLive((s) => s.sources);
  const [editing, setEditing] = useState<SourceAnswer | 'new' | null>(null);
  const [token, setToken] = useState<{ source: string; text: string } | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  function act(what: () => Promise<unknown>): void {
    setFault(null);
    what().catch((error: unknown) => setFault(words(error)));
  }

  if (editing !== null) {
    const leave = () => setEditing(null);
    return <SourceForm {...(editing !== 'new' && { source: editing })} onDone={leave} onCancel={leave} />;
  }
  return (
    <section aria-labelledby="sources-title">
      <h2 id="sources-title">{t('page')}</h2>
      <p className="acts">
        <button type="button" onClick={() => setEditing('new')}>
          {t('add')}
        </button>
      </p>
      {fault !== null && <p role="alert">{fault}</p>}
      {sources.length === 0 && <p className="note">{t('none')}</p>}
      <ul className="source-cards">
        {sources.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            onEdit={() => act(() => engine.source(source.id).then(setEditing))}
            onPause={() => act(() => engine.pauseSource(source.id, source.state !== 'paused'))}
            token={token?.source === source.id ? token.text : undefined}
            onToken={() =>
              act(() => engine.makePushToken(source.id).then((text) => setToken({ source: source.id, text })))
            }
            onRemove={() => act(() => engine.removeSource(source.id))}
          />
        ))}
      </ul>
    </section>
  );
}
