/** The widgets of one screen: palette, grid with live figures, form of the one that is selected. */
import { type KeyboardEvent, memo, useMemo, useState } from 'react';
import type { Layout, PlacedWidget } from '../../../electron/contract/layouts.ts';
import { useAnswer } from '../../data/index.ts';
import {
  add,
  addAnywhere,
  type Cells,
  configure,
  place,
  type Refusal,
  remove,
} from '../../editor/placing.ts';
import { bodyOf, gapsOf, illegibleOn } from '../../screens/screenShape.ts';
import { useStrings } from '../../ui/index.ts';
import { ConfigForm } from '../configForm/ConfigForm.tsx';
import { useNarrow } from '../canvas/useNarrow.ts';
import { SaidNatures, useAllSample, useSaidNatures } from '../../widgets/frame/said.ts';
import { GridCanvas } from '../canvas/GridCanvas.tsx';
import { minimumOf } from '../canvas/minimumOf.ts';
import { Board } from '../dashboards/Board.tsx';
import { Palette } from '../palette/Palette.tsx';
import type { Starter } from '../palette/starters.ts';
import '../dashboards/editor/editor.css';
import { ShapeChoice } from './ShapeChoice.tsx';
import { type NamedSurface, SHAPES } from './surfaces.ts';
import { useViewing } from './useViewing.ts';

const UNITS = { ask: 'units' } as const;

interface LayoutEditorProps {
  readonly layout: Layout;
  /** What it is drawn on as the monitors hang now. */
  readonly surfaces: readonly NamedSurface[];
  /** A widget that was copied, from this screen or another. */
  readonly copied: PlacedWidget | undefined;
  readonly onCopy: (widget: PlacedWidget) => void;
  readonly onChange: (layout: Layout) => void;
}

/** Drawn again only when the widgets change, not while one of them is dragged. */
const Shown = memo(Board);

export function LayoutEditor({ layout, surfaces, copied, onCopy, onChange }: LayoutEditorProps) {
  const { t } = useStrings('layouts');
  const { t: named } = useStrings('dashboards');
  const { t: framed } = useStrings('frame');
  const units = useAnswer(UNITS)?.units ?? [];
  const [selected, setSelected] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [carried, setCarried] = useState<{ readonly starter: Starter; readonly unit: string } | null>(null);
  const narrow = useNarrow();
  const viewing = useViewing();
  const sample = useAllSample();
  const natures = useSaidNatures();
  const shapes = [...surfaces, ...SHAPES];
  const [looked, setLooked] = useState<string>();
  const chosen = shapes.find(({ key }) => key === looked) ?? shapes[0] ?? SHAPES[0];
  const { widgets } = layout;
  const one = widgets.find(({ id }) => id === selected);
  const { surface } = chosen;
  const body = useMemo(() => bodyOf(surface, viewing), [surface, viewing]);
  const small = useMemo(() => illegibleOn(surface, widgets, minimumOf, viewing), [surface, widgets, viewing]);
  const nameOf = (type: string) => named(`widget.${type}`, { defaultValue: type });
  const top = units.find(({ parent, nature }) => parent === null && nature !== 'published')?.unit ?? '';

  function keep(next: readonly PlacedWidget[]): void {
    onChange({ ...layout, widgets: [...next] });
  }

  function refuse(refusal: Refusal): void {
    const other = refusal.why === 'over' ? widgets.find(({ id }) => id === refusal.other) : undefined;
    const size = refusal.why === 'too_small' ? refusal.minimum : {};
    setSaid(t(`refusal.${refusal.why}`, { other: other ? nameOf(other.type) : '', ...size }));
  }

  function putAt(id: string, cells: Cells): void {
    const placed = place(widgets, id, cells, minimumOf);
    if ('refusal' in placed) return refuse(placed.refusal);
    setSaid(t('placed', { ...cells, x: cells.x + 1, y: cells.y + 1 }));
    keep(placed.widgets);
  }

  /** At that cell if it can stand there, else where there is room. */
  function put(widget: Omit<PlacedWidget, 'id'>, anywhere = true): void {
    const there = anywhere ? undefined : add(widgets, widget, minimumOf);
    const added = there && !('refusal' in there) ? there : addAnywhere(widgets, widget, minimumOf);
    if ('refusal' in added) return refuse(added.refusal);
    keep(added.widgets);
    setSelected(added.id);
    setSaid(t('added', { widget: nameOf(widget.type) }));
  }

  function start({ type, w, h, config }: Starter, unit: string, cell?: { x: number; y: number }): void {
    put({ type, w, h, config: config(unit), x: cell?.x ?? 0, y: cell?.y ?? 0 }, cell === undefined);
  }

  function take(id: string): void {
    keep(remove(widgets, id));
    setSelected(null);
    setSaid(t('taken'));
  }

  function press(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
    if (event.key === 'c' && one) onCopy(one);
    else if (event.key === 'v' && copied) put(copied);
    else if (event.key === 'd' && one) put(one);
    else return;
    event.preventDefault();
  }

  return (
    <SaidNatures value={natures}>
      <div className="layouts-editor" onKeyDown={press}>
        <Palette
          unit={top}
          along={narrow}
          onPick={(starter, unit) => start(starter, unit)}
          onCarry={setCarried}
        >
          {copied && (
            <button type="button" className="quiet" onClick={() => put(copied)}>
              {t('editor.paste', { widget: nameOf(copied.type) })}
            </button>
          )}
        </Palette>
        <div className="layouts-canvas">
          <ShapeChoice surfaces={shapes} chosen={chosen} onChoose={setLooked}>
            {sample && <span className="note">{framed('nature.sample')}</span>}
          </ShapeChoice>
          <GridCanvas
            widgets={widgets}
            selected={selected}
            label={t('editor.grid')}
            nameOf={nameOf}
            minimumOf={minimumOf}
            gaps={gapsOf(body)}
            aspect={body.width / body.height}
            upright={surface.upright}
            warningOf={(id) => (small.has(id) ? t('shape.small') : undefined)}
            onSelect={setSelected}
            onPlace={putAt}
            onTake={take}
            carried={carried?.starter}
            onDrop={(cell) => {
              if (carried) start(carried.starter, carried.unit, cell);
            }}
          >
            <Shown widgets={widgets} screen={body} upright={surface.upright} />
          </GridCanvas>
          <p role="status" className="note">
            {said}
          </p>
          {surface.upright && <p className="note">{t('shape.upright')}</p>}
          {small.size > 0 && (
            <p className="layouts-small">
              {surface.writing < 1
                ? t('shape.shared', { percent: Math.round(surface.writing * 100) })
                : t('shape.smallOnes', {
                    size: chosen.size,
                    widgets: widgets
                      .filter(({ id }) => small.has(id))
                      .map(({ type }) => nameOf(type))
                      .join(', '),
                  })}
            </p>
          )}
        </div>
        <div className="layouts-side">
          {one ? (
            <form className="editor-form" aria-label={nameOf(one.type)} onSubmit={(e) => e.preventDefault()}>
              <h3>{nameOf(one.type)}</h3>
              <ConfigForm
                key={one.id}
                type={one.type}
                config={one.config}
                onChange={(config) => keep(configure(widgets, one.id, config))}
              />
              <p className="acts">
                <button type="button" className="quiet" onClick={() => onCopy(one)}>
                  {t('editor.copy')}
                </button>
                <button type="button" className="quiet" onClick={() => take(one.id)}>
                  {t('editor.take')}
                </button>
              </p>
            </form>
          ) : (
            <Titles key={layout.id} layout={layout} onChange={onChange} />
          )}
        </div>
      </div>
    </SaidNatures>
  );
}

/** The layout itself: what it is called in each language. */
function Titles({ layout, onChange }: Pick<LayoutEditorProps, 'layout' | 'onChange'>) {
  const { t } = useStrings('layouts');
  return (
    <form className="editor-form" aria-label={t('editor.titles')} onSubmit={(e) => e.preventDefault()}>
      <h3>{t('editor.titles')}</h3>
      {(['vi', 'en'] as const).map((language) => (
        <label key={language}>
          {t(`editor.title_${language}`)}
          <input
            value={layout.title[language]}
            maxLength={120}
            required
            onChange={(e) => {
              const words = e.target.value;
              if (words.trim() !== '') onChange({ ...layout, title: { ...layout.title, [language]: words } });
            }}
          />
        </label>
      ))}
      <p className="note">{t('editor.selectFirst')}</p>
    </form>
  );
}
