/** Keeps a question as a dashboard of its own, and shows that on a monitor for a while. */
import { useState } from 'react';
import { type Dashboard, DASHBOARD_TITLE_MAX } from '../../../electron/contract/dashboards.ts';
import type { Query } from '../../../electron/contract/questions.ts';
import { useAnswer } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { dashboards } from '../dashboards/dashboardsApi.ts';
import { SendDialog } from '../dashboards/SendDialog.tsx';
import { useFailureWords } from '../failure.ts';
import { questions } from './questionsApi.ts';

const UNITS = { ask: 'units' } as const;

export function OnTheWall({ said, query }: { readonly said: string; readonly query: Query }) {
  const { t } = useStrings('questions');
  const words = useFailureWords();
  const units = useAnswer(UNITS)?.units ?? [];
  const [kept, setKept] = useState<Dashboard | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  const [error, setError] = useState<unknown>(null);
  const top = units.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit;

  async function keep(unit: string): Promise<void> {
    // On the wall it stands without the questions before it: it must mean the same alone.
    const alone = await questions.ask({ text: said });
    if (alone.outcome !== 'answered' || JSON.stringify(alone.query) !== JSON.stringify(query)) {
      setTold(t('wall.leans'));
      return;
    }
    const title = [...said].slice(0, DASHBOARD_TITLE_MAX).join('');
    const made = await dashboards.make({ from: 'nothing', title });
    const config = { unit, question: said };
    const widgets = [{ id: 'question', type: 'question', x: 0, y: 0, w: 12, h: 12, config }];
    setKept(
      await dashboards.save(made.id, { basedOn: made.version, document: { schema: 1, title, widgets } }),
    );
  }

  function begin(): void {
    if (top === undefined) return;
    setBusy(true);
    setTold('');
    setError(null);
    keep(top)
      .catch(setError)
      .finally(() => setBusy(false));
  }

  return (
    <div className="on-the-wall">
      <button type="button" className="quiet" disabled={busy || top === undefined} onClick={begin}>
        {t('wall.act')}
      </button>
      <span role="status" className="note">
        {told}
      </span>
      {error !== null && <p role="alert">{words(error)}</p>}
      {kept && (
        <SendDialog
          dashboard={kept}
          onDone={(words) => {
            setTold(words);
            setKept(null);
          }}
          onClose={() => setKept(null)}
        />
      )}
    </div>
  );
}
