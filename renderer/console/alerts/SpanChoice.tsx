import { useStrings } from '../../ui/index.ts';

const SPANS = [15, 60, 240, 1440, 10_080, 40_320] as const;

interface SpanChoiceProps {
  readonly minutes: number;
  readonly onChoose: (minutes: number) => void;
}

/** For how long something is set aside or silenced. */
export function SpanChoice({ minutes, onChoose }: SpanChoiceProps) {
  const { t } = useStrings('alerts');
  return (
    <label className="labelled">
      {t('act.minutes')}
      <select value={minutes} onChange={(e) => onChoose(Number(e.target.value))}>
        {SPANS.map((one) => (
          <option key={one} value={one}>
            {t(`span.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
