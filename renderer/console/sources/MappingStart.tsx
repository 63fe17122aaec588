import { useStrings } from '../../ui/index.ts';
import { SAMPLE_EVENTS, withSample } from './mappingSample.ts';

interface MappingStartProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Puts a mapping into the text to begin with, one for each kind of event. */
export function MappingStart({ text, onText }: MappingStartProps) {
  const { t } = useStrings('sources');
  return (
    <p className="mapping-start">
      <span className="note">{t('sample.add')}</span>
      {SAMPLE_EVENTS.map((event) => (
        <button key={event} type="button" className="quiet" onClick={() => onText(withSample(text, event))}>
          {t(`event.${event}`)}
        </button>
      ))}
    </p>
  );
}
