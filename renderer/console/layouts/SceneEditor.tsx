/** One scene being edited: a screen at a time, with its real widgets; saved by itself, published when its editor says so. */
import { type KeyboardEvent, useState } from 'react';
import type { Layout, PlacedWidget } from '../../../electron/contract/layouts.ts';
import type { Monitor } from '../../../electron/contract/wall.ts';
import { layoutsNamedBy, type SceneBundle } from '../../../electron/contract/sceneEditing.ts';
import { bodyOf } from '../../screens/screenShape.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { Board } from '../dashboards/Board.tsx';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { DifferenceList } from './DifferenceList.tsx';
import { LayoutEditor } from './LayoutEditor.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { refusalWords } from './SceneList.tsx';
import { SceneParts } from './SceneParts.tsx';
import { SHAPES, surfacesOf } from './surfaces.ts';
import { useViewing } from './useViewing.ts';
import { scenes } from './layoutsApi.ts';
import { type SceneEditing, useSceneDraft } from './useSceneDraft.ts';

/** Until the wall has said how it hangs, and where there is none. */
const NONE: readonly Monitor[] = [];

export function SceneEditor({ id, username }: { readonly id: string; readonly username: string }) {
  const { t } = useStrings('layouts');
  const locale = useLocale();
  const words = useFailureWords();
  const editing = useSceneDraft(id, username);
  const [open, setOpen] = useState<string>();
  const [whole, setWhole] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const [copied, setCopied] = useState<PlacedWidget>();
  const [said, setSaid] = useState('');
  const monitors = useAsked(scenes.monitors).value ?? NONE;
  const { draft, bundle, saving, error } = editing;
  if (!draft || !bundle) return error === null ? null : <p role="alert">{refusalWords(error, words)}</p>;
  const layout = bundle.layouts.find((one) => one.id === open) ?? bundle.layouts[0];

  function changeScene(next: SceneBundle): void {
    setSaid('');
    editing.change(next);
  }

  function change(next: Layout): void {
    if (!bundle) return;
    changeScene({ ...bundle, layouts: bundle.layouts.map((one) => (one.id === next.id ? next : one)) });
  }

  function press(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const act = key === 'z' && !event.shiftKey ? editing.undo : 'zy'.includes(key) ? editing.redo : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <section className="layouts" aria-labelledby="scene-title" onKeyDown={press}>
      <p>
        <a href="#layouts">{t('editor.all')}</a>
      </p>
      <div className="titled">
        <h2 id="scene-title">{t('editor.title', { title: bundle.scene.title[locale] })}</h2>
        <Help topic="layouts" />
      </div>
      <p className="acts layouts-bar">
        <button
          type="button"
          disabled={!draft.isDraft || saving !== 'saved'}
          onClick={() => setPublishing(true)}
        >
          {t('editor.publish')}
        </button>
        <button type="button" className="quiet" disabled={!editing.undo} onClick={editing.undo}>
          {t('editor.undo')}
        </button>
        <button type="button" className="quiet" disabled={!editing.redo} onClick={editing.redo}>
          {t('editor.redo')}
        </button>
        <button type="button" className="quiet" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'editor.oneScreen' : 'editor.wholeWall')}
        </button>
        {draft.published && <a href={`#layouts/${id}/history`}>{t('list.history')}</a>}
        <span role="status" className="note">
          {said === '' || saving !== 'saved'
            ? t(!draft.isDraft && saving === 'saved' ? 'saving.nothing' : `saving.${saving}`)
            : said}
        </span>
      </p>
      {saving === 'refused' && <p role="alert">{refusalWords(error, words)}</p>}
      {saving === 'conflict' && <Conflict editing={editing} />}
      <p className="layouts-narrow note">{t('editor.narrow')}</p>
      {whole ? (
        <WholeWall
          bundle={bundle}
          monitors={monitors}
          onOpen={(screen) => (setOpen(screen), setWhole(false))}
        />
      ) : (
        <>
          <SceneParts bundle={bundle} onChange={changeScene} onOpen={setOpen} />
          <ScreenTabs bundle={bundle} open={layout?.id} onOpen={setOpen} />
          {layout && (
            <LayoutEditor
              key={layout.id}
              layout={layout}
              surfaces={surfacesOf(bundle.scene, layout, monitors)}
              copied={copied}
              onCopy={setCopied}
              onChange={change}
            />
          )}
        </>
      )}
      {publishing && (
        <PublishDialog
          draft={draft}
          bundle={bundle}
          onClose={() => setPublishing(false)}
          onDone={({ publication, windows }) => {
            setPublishing(false);
            setSaid(t('publish.done', { n: publication.number, count: windows.length }));
            editing.reload();
          }}
        />
      )}
    </section>
  );
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

interface ScreensProps {
  readonly bundle: SceneBundle;
  readonly onOpen: (layout: string) => void;
}

/** What a layout is for: the screens that show it. */
function useScreens({ scene, layouts }: SceneBundle): { id: string; label: string }[] {
  const { t } = useStrings('layouts');
  const locale = useLocale();
  const named = layoutsNamedBy(scene);
  const order = named.map(([, id]) => id);
  const inOrder = [...layouts].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return inOrder.map(({ id, title }) => {
    const places = named.filter(([, layout]) => layout === id).map(([path]) => path);
    const names = places.map(([where, at, ...turn]) => {
      if (where === 'layouts') {
        const screen = t(`role.${String(at)}`, { ns: 'wall' });
        const [, n] = turn;
        return typeof n === 'number' ? t('editor.turn', { screen, n: n + 1 }) : screen;
      }
      return where === 'span' ? t('editor.span') : t('editor.part', { n: Number(at) + 1 });
    });
    return { id, label: [...new Set(names)].join(', ') || title[locale] };
  });
}

function ScreenTabs({ bundle, open, onOpen }: ScreensProps & { readonly open: string | undefined }) {
  const { t } = useStrings('layouts');
  return (
    <div className="layouts-tabs" role="group" aria-label={t('editor.screens')}>
      {useScreens(bundle).map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className="quiet"
          aria-pressed={id === open}
          onClick={() => onOpen(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** All screens side by side, with the figures of now. */
function WholeWall({ bundle, monitors, onOpen }: ScreensProps & WithMonitors) {
  const { t } = useStrings('layouts');
  return (
    <ul className="layouts-wall">
      {useScreens(bundle).map(({ id, label }) => (
        <li key={id}>
          <button
            type="button"
            className="quiet"
            aria-label={t('editor.open', { screen: label })}
            onClick={() => onOpen(id)}
          >
            {label}
          </button>
          <Screen layout={bundle.layouts.find((one) => one.id === id)} bundle={bundle} monitors={monitors} />
        </li>
      ))}
    </ul>
  );
}

interface WithMonitors {
  readonly monitors: readonly Monitor[];
}

interface ScreenProps extends WithMonitors {
  readonly bundle: SceneBundle;
  readonly layout: Layout | undefined;
}

/** As on the first monitor that shows it. */
function Screen({ bundle, layout, monitors }: ScreenProps) {
  const [first = SHAPES[0]] = layout ? surfacesOf(bundle.scene, layout, monitors) : [];
  const { width, height } = bodyOf(first.surface, useViewing());
  return (
    <div className="layouts-screen" style={{ maxWidth: `${(width / height) * 60}vh` }}>
      <Board widgets={layout?.widgets ?? []} screen={{ width, height }} upright={first.surface.upright} />
    </div>
  );
}

/** Somebody saved meanwhile: nothing is written over until the editor has chosen. */
function Conflict({ editing }: { readonly editing: SceneEditing }) {
  const { t } = useStrings('layouts');
  const { conflict } = editing;
  if (!conflict) return null;
  return (
    <div role="alert" className="stale-choice">
      <p>
        {t('conflict.since', { by: conflict.savedBy, when: whenText(conflict.savedAt), n: conflict.version })}
      </p>
      <p>{t('conflict.differs')}</p>
      <DifferenceList differences={conflict.differences} />
      <p className="acts">
        <button type="button" onClick={editing.takeTheirs}>
          {t('conflict.theirs')}
        </button>
        <button type="button" className="quiet" onClick={editing.keepMine}>
          {t('conflict.mine')}
        </button>
      </p>
    </div>
  );
}
