import { useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import type { Proposal } from '../../../electron/contract/targets.ts';
import { useCatalogue } from '../../data/index.ts';
import { formatNumber, useAlertFigure, useLocale, useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { whenText } from '../whenText.ts';
import { targets } from './targetsApi.ts';

const ASK_MS = 10_000;
/** Targets of a proposal that are told. */
const TOLD_MOST = 12;

interface ProposalListProps {
  readonly person: SessionAnswer;
  readonly onDecided: () => void;
}

/** What was proposed, why and by whom; and the way to decide it. */
export function ProposalList({ person, onDecided }: ProposalListProps) {
  const { t } = useStrings('targets');
  const words = useFailureWords();
  const { value, error, refresh } = usePolled(targets.proposals, ASK_MS);
  const [failed, setFailed] = useState<unknown>(null);
  function act(what: () => Promise<unknown>): void {
    setFailed(null);
    what().then(onDecided, setFailed).finally(refresh);
  }
  return (
    <section aria-labelledby="proposals-title">
      <h3 id="proposals-title">{t('proposals.title')}</h3>
      {(error ?? failed) !== null && <p role="alert">{words(error ?? failed)}</p>}
      {value?.length === 0 && <p className="note">{t('proposals.none')}</p>}
      <ul className="target-proposals">
        {value?.map((one) => (
          <ProposalItem key={one.number} proposal={one} person={person} onAct={act} />
        ))}
      </ul>
    </section>
  );
}

interface ProposalItemProps {
  readonly proposal: Proposal;
  readonly person: SessionAnswer;
  readonly onAct: (what: () => Promise<unknown>) => void;
}

function ProposalItem({ proposal, person, onAct }: ProposalItemProps) {
  const { t } = useStrings('targets');
  const locale = useLocale();
  const catalogue = useCatalogue();
  const figure = useAlertFigure();
  const [note, setNote] = useState('');
  const { number, state, by, rows, reason, from } = proposal;
  const mayDecide = person.permissions.includes('targets.approve');
  const isOwn = by === person.username;
  const text = (key: string, value: number | null) => {
    const kind = catalogue.get(key);
    if (value === null) return '–';
    if (!kind) return formatNumber(value, 2, locale);
    const given = kind.unit === 'dong' ? String(Math.round(value)) : value;
    return figure(given, { measuredIn: kind.unit, decimals: kind.decimals });
  };
  return (
    <li data-over={state !== 'proposed' || undefined}>
      <p>
        <b>
          {number}. {reason}
        </b>{' '}
        <span className="note">
          {proposal.year} · {from === null ? t('proposals.yearStart') : t('proposals.from', { day: from })} ·{' '}
          {t('proposals.by', { by, when: whenText(proposal.at) })}
        </span>
      </p>
      <p className="note">
        {t(`state.${state}`)}
        {proposal.decidedBy !== null &&
          proposal.decidedAt !== null &&
          ` · ${t('proposals.decided', { by: proposal.decidedBy, when: whenText(proposal.decidedAt) })}`}
        {proposal.note !== null && proposal.note !== '' && `: ${proposal.note}`}
      </p>
      <ul className="target-rows">
        {rows.slice(0, TOLD_MOST).map((row) => (
          <li key={`${row.indicator} ${row.unit}`}>
            {row.name}: {catalogue.get(row.indicator)?.short[locale] ?? row.indicator}{' '}
            {text(row.indicator, row.before)} → <b>{text(row.indicator, row.value)}</b>
          </li>
        ))}
        {rows.length > TOLD_MOST && (
          <li className="note">{t('proposals.more', { count: rows.length - TOLD_MOST })}</li>
        )}
      </ul>
      {state === 'proposed' && (
        <div className="target-acts">
          {mayDecide && !isOwn && (
            <>
              <Field
                label={t('proposals.note')}
                value={note}
                maxLength={500}
                onChange={(e) => setNote(e.target.value)}
              />
              <button type="button" onClick={() => onAct(() => targets.approve(number, note))}>
                {t('proposals.approve')}
              </button>
              <button
                type="button"
                className="quiet"
                onClick={() => onAct(() => targets.reject(number, note))}
              >
                {t('proposals.reject')}
              </button>
            </>
          )}
          {isOwn && (
            <>
              <span className="note">{t('proposals.own')}</span>
              <button type="button" className="quiet" onClick={() => onAct(() => targets.withdraw(number))}>
                {t('proposals.withdraw')}
              </button>
            </>
          )}
        </div>
      )}
    </li>
  );
}
