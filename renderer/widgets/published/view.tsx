import { yearOf } from '../../../electron/contract/calendar.ts';
import { useAnswer, useCatalogue, useLive } from '../../data/index.ts';
import { Figure, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { type Config, questionOf, type PublishedRecord } from './config.ts';
import './published.css';

const UNITS = { ask: 'units' } as const;

/** Records of several units and years under each other; each row says what kind of figures it has. */
export function PublishedView({ config }: WidgetProps<Config>) {
  const catalogue = useCatalogue();
  const locale = useLocale();
  return (
    <table className="published">
      <thead>
        <tr>
          <td />
          {config.indicators.map((key) => (
            <th key={key} scope="col">
              {catalogue.get(key)?.short[locale]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {config.records.map((record) => (
          <RecordRow key={`${record.unit} ${record.year}`} config={config} record={record} />
        ))}
      </tbody>
    </table>
  );
}

function RecordRow({ config, record }: { readonly config: Config; readonly record: PublishedRecord }) {
  const values = useAnswer(questionOf(config, record))?.units[record.unit];
  const unit = useAnswer(UNITS)?.units.find((u) => u.unit === record.unit);
  const clockYear = useLive((s) => yearOf(s.clock ? Date.parse(s.clock.at) : s.now));
  const locale = useLocale();
  const { t } = useStrings('frame');
  return (
    <tr data-nature={unit?.nature}>
      <th scope="row">
        <span className="published-year">{record.year ?? clockYear}</span>{' '}
        {record.name?.[locale] ?? unit?.name}
        {unit && unit.nature !== 'published' && (
          <span className="published-nature">{t(`nature.${unit.nature}`)}</span>
        )}
      </th>
      {config.indicators.map((key) => {
        const value = values?.[key];
        return <td key={key}>{value && <Figure value={value.value} kind={value} />}</td>;
      })}
    </tr>
  );
}
