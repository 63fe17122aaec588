/** A dashboard being changed, with its real widgets beside it. */
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { DASHBOARD_TITLE_MAX } from '../../../electron/contract/dashboards.ts';
import { useAnswer } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { whenText } from '../whenText.ts';
import { Board } from './Board.tsx';
import { dashboardAddress } from './dashboardAddress.ts';
import { BoardEditor } from './editor/BoardEditor.tsx';
import { type Editing, useEditing } from './useEditing.ts';

const UNITS = { ask: 'units' } as const;

export function DashboardEdit({ id, person }: { readonly id: string; readonly person: SessionAnswer }) {
  const { t } = useStrings('dashboards');
  const words = useFailureWords();
  const editing = useEditing(id, person.username);
  const units = useAnswer(UNITS)?.units ?? [];
  const own =
    person.place ?? units.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit ?? '';
  const { document, error, keeping } = editing;
  if (!document) return error === null ? null : <p role="alert">{words(error)}</p>;
  return (
    <section className="dashboard" aria-labelledby="edit-title">
      <p>
        <a href={dashboardAddress(id)}>{t('view.back')}</a>
      </p>
      <div className="titled">
        <h2 id="edit-title">{t('editor.title', { title: document.title })}</h2>
        <Help topic="editor" />
      </div>
      <label className="dashboards-search">
        {t('new.title')}
        <input
          value={document.title}
          maxLength={DASHBOARD_TITLE_MAX}
          onChange={(e) => editing.change({ ...document, title: e.target.value })}
        />
      </label>
      <p className="acts dashboard-acts">
        <button
          type="button"
          disabled={keeping === 'kept' || keeping === 'sending' || keeping === 'stale'}
          onClick={editing.save}
        >
          {t('editor.save')}
        </button>
        <button type="button" className="quiet" disabled={!editing.undo} onClick={editing.undo}>
          {t('editor.undo')}
        </button>
        <button type="button" className="quiet" disabled={!editing.redo} onClick={editing.redo}>
          {t('editor.redo')}
        </button>
        <span role="status" className={keeping === 'kept' ? 'note' : 'draft-mark'}>
          {t(`keeping.${keeping}`)}
        </span>
      </p>
      {editing.found && <p className="note">{t('draft.found')}</p>}
      {keeping === 'refused' && <p role="alert">{words(error)}</p>}
      {keeping === 'stale' && <Stale editing={editing} />}
      <BoardEditor
        widgets={document.widgets}
        unit={own}
        onChange={(widgets) => editing.change({ ...document, widgets })}
      />
      <h3>{t('editor.preview')}</h3>
      <Board widgets={document.widgets} />
    </section>
  );
}

/** Somebody saved meanwhile: nothing is written over until the person has chosen. */
function Stale({ editing }: { readonly editing: Editing }) {
  const { t } = useStrings('dashboards');
  const { newer } = editing;
  return (
    <div role="alert" className="stale-choice">
      <p>
        {newer
          ? t('stale.since', { by: newer.savedBy, when: whenText(newer.savedAt), n: newer.version })
          : t('stale.unknown')}
      </p>
      {newer && (
        <p className="acts">
          <button type="button" onClick={editing.overNewest}>
            {t('stale.over')}
          </button>
          <button type="button" className="quiet" onClick={editing.takeNewest}>
            {t('stale.take')}
          </button>
        </p>
      )}
    </div>
  );
}
