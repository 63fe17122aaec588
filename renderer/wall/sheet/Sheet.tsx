import type { CSSProperties } from 'react';
import type { BoardSheet } from '../../../electron/contract/boardExports.ts';
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import { formatClock, formatClockSeconds, formatDay, useStrings } from '../../ui/index.ts';
import { WithinReach } from '../../widgets/frame/WithinReach.tsx';
import { SampleMark, useAgency } from '../Header.tsx';
import '../layers.css';
import './sheet.css';

/** A dashboard as a sheet that leaves the house: with its name, whose figures they are, of when and of what nature, and who took it out. */
export function Sheet({ sheet }: { readonly sheet: BoardSheet }) {
  const { t } = useStrings('wall');
  const agency = useAgency();
  const at = Date.parse(sheet.at);
  const made = Date.parse(sheet.askedAt);
  return (
    <main className="sheet">
      <header className="sheet-head">
        <h1>{sheet.title}</h1>
        <p>{agency}</p>
      </header>
      <div className="sheet-body">
        <div className="grid" data-phase="resting">
          {sheet.widgets.map((placed) => (
            <div key={placed.id} className="grid-cell" style={cellOf(placed)}>
              <WithinReach placed={placed} />
            </div>
          ))}
        </div>
      </div>
      <footer className="sheet-foot">
        <b>{t('sheet.at', { time: formatClockSeconds(at), day: formatDay(at) })}</b>
        <SampleMark />
        <span>{t('sheet.by', { by: sheet.by, time: formatClock(made), day: formatDay(made) })}</span>
      </footer>
    </main>
  );
}

function cellOf({ x, y, w, h }: PlacedWidget): CSSProperties {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}
