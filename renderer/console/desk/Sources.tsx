import { Fragment, useState } from 'react';
import type { SourceHealth } from '../../../electron/contract/answers.ts';
import { useLive } from '../../data/index.ts';
import { formatClockSeconds, formatDay, formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { useAgo } from '../useAgo.ts';
import { Quarantine } from './Quarantine.tsx';

interface SourcesProps {
  /** Whether lines may be read: they name people. */
  readonly mayRead: boolean;
  readonly mayCorrect: boolean;
}

/** Where the figures come from, how it goes, and what could not be taken in. */
export function Sources({ mayRead, mayCorrect }: SourcesProps) {
  const { t } = useStrings('console');
  const sources = useLive((s) => s.sources);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section aria-labelledby="sources-title">
      <h3 id="sources-title">{t('sources.title')}</h3>
      {sources.length === 0 ? (
        <p className="note">{t('sources.none')}</p>
      ) : (
        <div className="scrolled">
          <table className="sources">
            <thead>
              <tr>
                <th scope="col">{t('sources.name')}</th>
                <th scope="col">{t('sources.state')}</th>
                <th scope="col">{t('sources.heard')}</th>
                <th scope="col">{t('sources.lastEvent')}</th>
                <th scope="col" className="number">
                  {t('sources.behind')}
                </th>
                <th scope="col" className="number">
                  {t('sources.accepted')}
                </th>
                <th scope="col" className="number">
                  {t('sources.quarantined')}
                </th>
              </tr>
            </thead>
            <tbody>
              {sources.map((source) => (
                <Fragment key={source.id}>
                  <SourceRow
                    source={source}
                    open={open === source.id}
                    mayRead={mayRead}
                    onToggle={() => setOpen(open === source.id ? null : source.id)}
                  />
                  {open === source.id && (
                    <tr className="opened">
                      <td colSpan={7} id={`quarantine-${source.id}`}>
                        <Quarantine source={source} mayCorrect={mayCorrect} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface SourceRowProps {
  readonly source: SourceHealth;
  readonly open: boolean;
  readonly mayRead: boolean;
  readonly onToggle: () => void;
}

function SourceRow({ source, open, mayRead, onToggle }: SourceRowProps) {
  const { t } = useStrings('console');
  const locale = useLocale();
  const ago = useAgo();
  const { counts } = source;
  const whole = (n: number) => formatNumber(n, 0, locale);
  const waiting = counts.quarantined + counts.held + counts.conflicts;
  return (
    <tr>
      <th scope="row">
        {source.name}
        <span className="note">
          {' '}
          {source.id} · {t(`nature.${source.nature}`)} · {t(`kind.${source.kind}`)}
        </span>
      </th>
      <td>
        <span className="state" data-state={source.state}>
          {t(`state.${source.state}`)}
        </span>
        {source.lastError !== null && <span className="note error"> {source.lastError}</span>}
      </td>
      <td>{source.ageS === null ? t('sources.never') : ago(source.ageS)}</td>
      <td>{source.lastEventAt === null ? '–' : instant(source.lastEventAt)}</td>
      <td className="number">{source.behind === null ? '–' : whole(source.behind)}</td>
      <td className="number">{whole(counts.accepted)}</td>
      <td className="number">
        <button
          type="button"
          className="quiet"
          aria-expanded={open}
          aria-controls={`quarantine-${source.id}`}
          aria-label={t('sources.openQuarantine', { count: waiting, name: source.name })}
          disabled={!mayRead || (waiting === 0 && !open)}
          onClick={onToggle}
        >
          {whole(waiting)}
        </button>
      </td>
    </tr>
  );
}

function instant(text: string): string {
  const at = Date.parse(text);
  return `${formatDay(at)} ${formatClockSeconds(at)}`;
}
