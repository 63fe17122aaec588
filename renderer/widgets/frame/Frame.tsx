import { Suspense, type ReactNode, useContext } from 'react';
import type { Nature } from '../../../electron/contract/answers.ts';
import type { PlacedWidget } from '../../../electron/contract/layouts.ts';
import type { Query } from '../../../electron/contract/live.ts';
import { type Freshness, useFreshness, useNatures, useRefusal } from '../../data/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { OpenedWidget, Widget } from '../definition.ts';
import { faultSentence, faultsOf } from '../faults.ts';
import { AgeText } from './AgeText.tsx';
import { Boundary } from './Boundary.tsx';
import { Notice } from './Notice.tsx';
import { SaidNatures } from './said.ts';
import './frame.css';

interface FramedWidgetProps {
  readonly placed: PlacedWidget;
  /** Looks up a widget by the name the layout uses. */
  find(name: string): Widget | undefined;
}

/** A placed widget with everything around it; whatever goes wrong inside stays inside and says so. */
export function FramedWidget({ placed, find }: FramedWidgetProps) {
  const { t } = useStrings('frame');
  const widget = find(placed.type);
  if (!widget)
    return (
      <Fault title={placed.type}>
        <Notice
          tone="fault"
          title={t('unknown_type.title')}
          detail={t('unknown_type.detail', { type: placed.type })}
        />
      </Fault>
    );
  const opened = widget.open(placed.config);
  if ('faults' in opened) return <Unconfigured widget={widget} config={placed.config} />;
  return <Frame type={placed.type} title={widget.title} widget={opened.widget} />;
}

function Unconfigured({ widget, config }: { readonly widget: Widget; readonly config: unknown }) {
  const { t } = useStrings('frame');
  const { t: named } = useStrings('config');
  const faults = faultsOf(widget, config, named, useLocale());
  const sentences = [...faults].map(([path, fault]) => faultSentence(path, fault, named));
  return (
    <Fault title={t(widget.title)}>
      <Notice tone="fault" title={t('bad_config')} detail={sentences.join('\n')} />
    </Fault>
  );
}

function Fault({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="frame" data-fault>
      <header className="frame-head">
        <h2 className="frame-title">{title}</h2>
      </header>
      <div className="frame-body">{children}</div>
    </section>
  );
}

interface FrameProps {
  readonly type: string;
  readonly title: string;
  readonly widget: OpenedWidget;
}

function Frame({ type, title, widget }: FrameProps) {
  const { t } = useStrings('frame');
  const natures = useNatures(widget.needs);
  const freshness = useFreshness(natures);
  const figures = widget.needs.some(hasFigures);
  const aged = figures && isAged(freshness);
  const refusal = useRefusal(widget.needs);
  return (
    <section
      className="frame"
      data-widget={type}
      data-headed={widget.headed}
      data-natures={natures.join(' ')}
      data-aged={aged || undefined}
    >
      <header className="frame-head">
        {widget.headed === 'above' && (
          <h2 className="frame-title">
            <Boundary title={t('threw')} instead={t(title)}>
              {widget.heading() ?? t(title)}
            </Boundary>
          </h2>
        )}
        <p className="frame-notes">
          {figures && <AgeText freshness={freshness} />}
          <NatureNotes natures={natures} />
        </p>
      </header>
      <div className="frame-body">
        <Boundary title={t('threw')}>
          <Suspense fallback={<Notice tone="quiet" title={t('preparing')} busy />}>{widget.view()}</Suspense>
        </Boundary>
      </div>
      {refusal && (
        <p className="frame-refusal">{t('refused', { field: refusal.field, detail: refusal.detail })}</p>
      )}
    </section>
  );
}

/** Operational figures are what a wall is for and need no label; all others say what they are. */
function NatureNotes({ natures }: { readonly natures: readonly Nature[] }) {
  const { t } = useStrings('frame');
  const said = useContext(SaidNatures);
  return natures
    .filter((n) => !said.includes(n))
    .map((n) => (
      <span key={n} className="frame-nature" data-nature={n}>
        {t(`nature.${n}`)}
      </span>
    ));
}

/** What does not age as figures do. */
const FIGURELESS: ReadonlySet<Query['ask']> = new Set(['units', 'catalogue', 'holidays', 'image']);

function hasFigures(query: Query): boolean {
  return !FIGURELESS.has(query.ask);
}

function isAged(freshness: Freshness): boolean {
  if (freshness.kind === 'playback') return freshness.cut;
  return freshness.kind === 'late' || freshness.kind === 'cut';
}
