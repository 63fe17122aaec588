import { useLive } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { interruptWords, standingInterrupt } from './interruptWords.ts';
import './interrupt.css';

/** The message that lies over everything in this window, until its time; nothing while there is none. */
export function InterruptCover() {
  const { t } = useStrings('wall');
  const interrupt = useLive(standingInterrupt);
  if (interrupt === null) return null;
  const { level, size, mark, text, foot } = interruptWords(interrupt, (key, values) => t(key, { ...values }));
  return (
    <aside className="interrupt" data-level={level} data-size={size} role="alert">
      <p className="interrupt-mark">{mark}</p>
      <p className="interrupt-text">{text}</p>
      <p className="interrupt-foot">{foot}</p>
    </aside>
  );
}
