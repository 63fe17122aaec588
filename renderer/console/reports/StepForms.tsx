import { type FormEvent, useState } from 'react';
import type { Permission, SessionAnswer } from '../../../electron/contract/access.ts';
import type { ReportAnswer, ReportState } from '../../../electron/contract/reports.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../call.ts';
import { goTo } from '../desk/page.ts';
import { Field } from '../entry/Field.tsx';
import { useFailureWords } from '../failure.ts';
import { reports, type StepName } from './reportsApi.ts';

interface Step {
  readonly step: StepName;
  readonly needs: Permission;
  readonly from: readonly ReportState[];
  /** A reason must be given. */
  readonly reason?: true;
}

/** In the order in which they are offered: the one that goes on first. */
const STEPS: readonly Step[] = [
  { step: 'check', needs: 'reports.check', from: ['draft'] },
  { step: 'signature', needs: 'reports.sign', from: ['checked'] },
  { step: 'lock', needs: 'reports.sign', from: ['signed'] },
  { step: 'recomputation', needs: 'reports.make', from: ['draft'] },
  { step: 'return', needs: 'reports.check', from: ['checked'], reason: true },
  { step: 'amendment', needs: 'reports.make', from: ['signed', 'locked'], reason: true },
];

interface StepFormsProps {
  readonly answer: ReportAnswer;
  readonly person: SessionAnswer;
  readonly onMoved: (answer: ReportAnswer) => void;
  /** It is not any more as it was looked at. */
  readonly onStale: () => void;
}

/** What this person can do with a report as it is. */
export function StepForms({ answer, person, onMoved, onStale }: StepFormsProps) {
  const { t } = useStrings('reports');
  const words = useFailureWords();
  const { report, digest } = answer;
  const [comment, setComment] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [stale, setStale] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const newest = answer.editions[0]?.id === report.id;
  const open = STEPS.filter(
    ({ step, needs, from }) =>
      from.includes(report.state) &&
      person.permissions.includes(needs) &&
      (step !== 'amendment' || newest) &&
      (step !== 'check' || report.failing === 0),
  );
  const mayDiscard = report.state === 'draft' && person.permissions.includes('reports.make');
  if (open.length === 0 && !mayDiscard) return null;
  const signs = open.some(({ step }) => step === 'signature');

  function act(doing: () => Promise<void>): void {
    if (busy) return;
    setBusy(true);
    setError(null);
    setStale(false);
    doing()
      .catch((refused: unknown) => {
        const moved = refused instanceof ApiError && ['state', 'digest'].includes(refused.field ?? '');
        if (moved) onStale();
        setStale(moved);
        setError(moved ? null : refused);
        setPassword('');
      })
      .finally(() => setBusy(false));
  }

  function go({ step }: Step): void {
    act(async () => {
      const asked = { digest, comment, ...(step === 'signature' && { password }) };
      const next = await reports.step(report.id, step, asked);
      if (next.report.id !== report.id) goTo('reports', String(next.report.id));
      else onMoved(next);
    });
  }

  function send(event: FormEvent): void {
    event.preventDefault();
    const [first] = open;
    if (first) go(first);
  }

  const field = error instanceof ApiError ? error.field : undefined;
  const needsReason = open.some(({ reason }) => reason);
  return (
    <section aria-labelledby="acts-title">
      <h3 id="acts-title">{t('act.title')}</h3>
      <form className="report-acts" onSubmit={send}>
        <Field
          label={t('act.comment')}
          hint={t(needsReason ? 'act.reasonHint' : 'act.commentHint')}
          value={comment}
          maxLength={500}
          onChange={(e) => setComment(e.target.value)}
          autoComplete="off"
        />
        {signs && (
          <Field
            label={t('password', { ns: 'console' })}
            hint={t('act.passwordHint')}
            fault={field === 'password' ? t('act.passwordWrong') : undefined}
            type="password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
            autoComplete="current-password"
          />
        )}
        <p className="acts">
          {open.map((one, i) => (
            <button
              key={one.step}
              type={i === 0 ? 'submit' : 'button'}
              className={i === 0 ? undefined : 'quiet'}
              disabled={
                busy || (one.reason && comment.trim() === '') || (one.step === 'signature' && password === '')
              }
              onClick={i === 0 ? undefined : () => go(one)}
            >
              {t(`act.${one.step}`)}
            </button>
          ))}
          {mayDiscard && (
            <button
              type="button"
              className="quiet"
              disabled={busy}
              onClick={() =>
                act(async () => {
                  await reports.discard(report.id);
                  goTo('reports');
                })
              }
            >
              {t('act.discard')}
            </button>
          )}
        </p>
        {stale && <p role="alert">{t('act.stale')}</p>}
        {error !== null && field !== 'password' && <p role="alert">{words(error)}</p>}
      </form>
    </section>
  );
}
