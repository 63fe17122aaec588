/** Changes the widgets of a dashboard: put on, moved and sized by keys or fields, configured, taken away. */
import { useState } from 'react';
import { DASHBOARD_WIDGETS_MAX } from '../../../../electron/contract/dashboards.ts';
import { GRID_COLUMNS, GRID_ROWS, type PlacedWidget } from '../../../../electron/contract/layouts.ts';
import { useStrings } from '../../../ui/index.ts';
import { addAnywhere, type Cells, configure, place } from '../../../editor/placing.ts';
import { GridCanvas } from '../../canvas/GridCanvas.tsx';
import { minimumOf } from '../../canvas/minimumOf.ts';
import { ConfigForm } from '../../configForm/ConfigForm.tsx';
import { Palette } from '../../palette/Palette.tsx';
import type { Starter } from '../../palette/starters.ts';
import './editor.css';

interface BoardEditorProps {
  readonly widgets: readonly PlacedWidget[];
  /** Unit that new widgets begin with. */
  readonly unit: string;
  readonly onChange: (widgets: PlacedWidget[]) => void;
}

export function BoardEditor({ widgets, unit, onChange }: BoardEditorProps) {
  const { t } = useStrings('dashboards');
  const [selected, setSelected] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const one = widgets.find(({ id }) => id === selected);
  const nameOf = (type: string) => t(`widget.${type}`, { defaultValue: type });

  function put({ type, w, h, config }: Starter, of: string): void {
    const added = addAnywhere(widgets, { type, w, h, config: config(of) }, minimumOf);
    if ('refusal' in added || added.widgets.length > DASHBOARD_WIDGETS_MAX) return setSaid(t('editor.full'));
    onChange([...added.widgets]);
    setSelected(added.id);
    setSaid(t('editor.added', { widget: nameOf(type) }));
  }

  function putAt(id: string, next: Cells): void {
    const placed = place(widgets, id, next, minimumOf);
    if ('refusal' in placed) return setSaid(t('editor.taken'));
    setSaid(t('editor.placed', { ...next, x: next.x + 1, y: next.y + 1 }));
    onChange([...placed.widgets]);
  }

  function take(id: string): void {
    onChange(widgets.filter((widget) => widget.id !== id));
    setSelected(null);
  }

  return (
    <div className="editor">
      <Palette unit={unit} along onPick={put} />
      <p className="note">{t('editor.keys')}</p>
      <div className="editor-sides">
        <GridCanvas
          widgets={widgets}
          selected={selected}
          label={t('editor.grid')}
          nameOf={nameOf}
          minimumOf={minimumOf}
          onSelect={setSelected}
          onPlace={putAt}
          onTake={take}
        />
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
                      if (Number.isInteger(typed)) putAt(one.id, { x, y, w, h, [side]: typed });
                    }}
                  />
                </label>
              ))}
            </div>
            <ConfigForm
              key={one.id}
              type={one.type}
              config={one.config}
              onChange={(config) => onChange([...configure(widgets, one.id, config)])}
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
