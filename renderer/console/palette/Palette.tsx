/** Every widget there is, as it would look, to be put on a layout: found by a word, added by a click, a key or by dragging. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useAnswer } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { CARRIED_TYPE } from '../canvas/carried.ts';
import { plain } from '../plain.ts';
import { Preview } from './Preview.tsx';
import { type Starter, STARTERS } from './starters.ts';
import { useDrawn } from './useDrawn.ts';
import './palette.css';

const UNITS = { ask: 'units' } as const;

interface PaletteProps {
  /** Unit that widgets begin with until another is chosen here. */
  readonly unit: string;
  /** Beside each other instead of below. */
  readonly along?: boolean;
  readonly onPick: (starter: Starter, unit: string) => void;
  /** Widgets are dragged from here; `null` when nothing is any more. */
  readonly onCarry?: (carried: { readonly starter: Starter; readonly unit: string } | null) => void;
  /** Further entries below. */
  readonly children?: ReactNode;
}

export function Palette({ unit: usual, along = false, onPick, onCarry, children }: PaletteProps) {
  const { t } = useStrings('config');
  const { t: named } = useStrings('dashboards');
  const units = useAnswer(UNITS)?.units ?? [];
  const [chosen, setChosen] = useState<string>();
  const [sought, setSought] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const unit = chosen ?? usual;
  const found = STARTERS.filter(({ type }) =>
    plain(`${named(`widget.${type}`)} ${t(`purpose.${type}`)}`).includes(plain(sought.trim())),
  );
  const drawn = useDrawn(list, found.map(({ type }) => type).join());

  /** From entry to entry, and up to the search again. */
  function press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.target instanceof HTMLSelectElement) return;
    const inSearch = event.target instanceof HTMLInputElement;
    if (inSearch && event.key !== 'ArrowDown') return;
    const entries = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = entries.findIndex((entry) => entry === event.target);
    event.preventDefault();
    if (at === 0 && step < 0) document.getElementById(`${id}search`)?.focus();
    else entries[at + step]?.focus();
  }

  return (
    <div
      className="palette"
      role="group"
      aria-label={t('palette.title')}
      data-along={along || undefined}
      onKeyDown={press}
    >
      <h3>{t('palette.title')}</h3>
      <div className="palette-choice">
        <input
          id={`${id}search`}
          type="search"
          aria-label={t('palette.search')}
          placeholder={t('palette.search')}
          value={sought}
          onChange={(e) => setSought(e.target.value)}
        />
        <select aria-label={t('palette.unit')} value={unit} onChange={(e) => setChosen(e.target.value)}>
          {units.map((one) => (
            <option key={one.unit} value={one.unit}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <ul ref={list} className="palette-list">
        {found.map((starter) => (
          <li key={starter.type} className="palette-entry" data-key={starter.type}>
            <Preview starter={starter} unit={unit} drawn={unit !== '' && drawn.has(starter.type)} />
            <button
              type="button"
              className="quiet"
              draggable={onCarry !== undefined}
              aria-describedby={`${id}${starter.type}`}
              onDragStart={({ dataTransfer, currentTarget }) => {
                dataTransfer.setData(CARRIED_TYPE, starter.type);
                const sheet = currentTarget.parentElement?.querySelector('.palette-sheet');
                if (sheet) dataTransfer.setDragImage(sheet, 8, 8);
                onCarry?.({ starter, unit });
              }}
              onDragEnd={() => onCarry?.(null)}
              onClick={() => onPick(starter, unit)}
            >
              + {named(`widget.${starter.type}`)}
            </button>
            <p id={`${id}${starter.type}`} className="note">
              {t(`purpose.${starter.type}`)}
            </p>
          </li>
        ))}
      </ul>
      <p role="status" className="note">
        {found.length === 0 ? t('palette.none') : t(onCarry ? 'palette.carry' : 'palette.pick')}
      </p>
      {children}
    </div>
  );
}
