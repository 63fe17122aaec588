import { useMemo } from 'react';
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import { unitsOf, useAnswer } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
// Before the widgets: what they say of their frame holds over what the frame says itself.
import { FramedWidget } from './Frame.tsx';
import { Notice } from './Notice.tsx';
import { findWidget } from '../registry.ts';
import './withinReach.css';

const UNITS = { ask: 'units' } as const;

/** A widget for somebody who may see a part of the organisation: about a unit that they are not told of it says so and asks nothing. */
export function WithinReach({ placed }: { readonly placed: PlacedWidget }) {
  const { t } = useStrings('frame');
  const units = useAnswer(UNITS)?.units;
  const known = useMemo(() => units && new Set(units.map(({ unit }) => unit)), [units]);
  const opened = findWidget(placed.type)?.open(placed.config);
  const asked = opened && 'widget' in opened ? opened.widget.needs.flatMap(unitsOf) : [];
  if (known !== undefined && asked.some((unit) => !known.has(unit)))
    return (
      <section className="frame outside" data-widget={placed.type}>
        <Notice tone="quiet" title={t('outside.title')} detail={t('outside.detail')} />
      </section>
    );
  return <FramedWidget placed={placed} find={findWidget} />;
}
