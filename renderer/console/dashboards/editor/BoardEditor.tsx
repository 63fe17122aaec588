/** Changes the widgets of a dashboard: put on, moved and sized by keys or fields, configured, taken away. */
import { type KeyboardEvent, useState } from 'react';
import { DASHBOARD_WIDGETS_MAX } from '../../../../electron/contract/dashboards.ts';
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../../../electron/contract/layouts.ts';
import { useStrings } from '../../../ui/index.ts';
import { findWidget } from '../../../widgets/registry.ts';
import { ConfigFields } from './ConfigFields.tsx';
import { firstFree, movedTo, type Place } from './places.ts';
import { type Starter, STARTERS } from './starters.ts';
import './editor.css';

interface BoardEditorProps {
  readonly widgets: readonly PlacedWidget[];
  /** Unit that new widgets begin with. */
  readonly unit: string;
  readonly onChange: (widgets: PlacedWidget[]) => void;
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function BoardEditor({ widgets, unit, onChange }: BoardEditorProps) {
  const { t } = useStrings('dashboards');
  const [selected, setSelected] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const one = widgets.find(({ id }) => id === selected);
  const nameOf = (type: string) => t(`widget.${type}`, { defaultValue: type });

  function put(starter: Starter): void {
    const least = findWidget(starter.type)?.minimum ?? starter;
    const place = firstFree(starter, widgets) ?? firstFree(least, widgets);
    if (!place || widgets.length >= DASHBOARD_WIDGETS_MAX) return setSaid(t('editor.full'));
    const id = newId(starter.type, widgets);
    onChange([
      ...widgets,
      {
        id,
        type: starter.type,
        config: starter.config(unit),
        x: place.x,
        y: place.y,
        w: place.w,
        h: place.h,
      },
    ]);
    setSelected(id);
    setSaid(t('editor.added', { widget: nameOf(starter.type) }));
  }

  function place(id: string, next: Place): void {
    const moved = movedTo(widgets, id, next);
    if (moved === widgets) return setSaid(t('editor.taken'));
    setSaid(t('editor.placed', { ...next, x: next.x + 1, y: next.y + 1 }));
    onChange([...moved]);
  }

  function press(event: KeyboardEvent, { id, x, y, w, h }: PlacedWidget): void {
    const step = STEPS[event.key];
    if (event.key === 'Delete') take(id);
    if (!step) return;
    event.preventDefault();
    const [dx, dy] = step;
    place(id, event.shiftKey ? { x, y, w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w, h });
  }

  function take(id: string): void {
    onChange(widgets.filter((widget) => widget.id !== id));
    setSelected(null);
  }

  return (
    <div className="editor">
      <div className="editor-palette" role="group" aria-label={t('editor.palette')}>
        {STARTERS.map((starter) => (
          <button key={starter.type} type="button" className="quiet" onClick={() => put(starter)}>
            + {nameOf(starter.type)}
          </button>
        ))}
      </div>
      <p className="note">{t('editor.keys')}</p>
      <div className="editor-sides">
        <div className="editor-grid" role="group" aria-label={t('editor.grid')}>
          {widgets.map((widget) => (
            <button
              key={widget.id}
              type="button"
              className="editor-cell"
              aria-pressed={widget.id === selected}
              style={{
                gridColumn: `${widget.x + 1} / span ${widget.w}`,
                gridRow: `${widget.y + 1} / span ${widget.h}`,
              }}
              onClick={() => setSelected(widget.id)}
              onKeyDown={(event) => press(event, widget)}
            >
              {nameOf(widget.type)}
            </button>
          ))}
        </div>
        {one && (
          <form className="editor-form" aria-label={nameOf(one.type)} onSubmit={(e) => e.preventDefault()}>
            <h3>{nameOf(one.type)}</h3>
            <div className="editor-places">
              {(['x', 'y', 'w', 'h'] as const).map((side) => (
                <label key={side}>
                  {t(`editor.${side}`)}
                  <input
                    type="number"
                    min={1}
                    max={side === 'x' || side === 'w' ? GRID_COLUMNS : GRID_ROWS}
                    value={side === 'x' || side === 'y' ? one[side] + 1 : one[side]}
                    onChange={(e) => {
                      const typed = Number(e.target.value) - (side === 'x' || side === 'y' ? 1 : 0);
                      const { x, y, w, h } = one;
                      if (Number.isInteger(typed)) place(one.id, { x, y, w, h, [side]: typed });
                    }}
                  />
                </label>
              ))}
            </div>
            <ConfigFields
              type={one.type}
              config={one.config}
              onChange={(config) => {
                const kept = Object.fromEntries(
                  Object.entries(config).filter(([, value]) => value !== undefined),
                );
                onChange(widgets.map((widget) => (widget.id === one.id ? { ...one, config: kept } : widget)));
              }}
            />
            <p className="acts">
              <button type="button" className="quiet" onClick={() => take(one.id)}>
                {t('editor.take')}
              </button>
            </p>
          </form>
        )}
      </div>
      <p role="status" className="note">
        {said}
      </p>
    </div>
  );
}

function newId(type: string, widgets: readonly PlacedWidget[]): string {
  let n = widgets.length + 1;
  while (widgets.some(({ id }) => id === `${type}-${n}`)) n += 1;
  return `${type}-${n}`;
}
