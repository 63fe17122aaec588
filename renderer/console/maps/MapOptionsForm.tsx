import { type ChangeEvent, useId, useState } from 'react';
import {
  MAP_ASSIGNMENTS,
  MAP_DETAIL_MOST,
  type MapAssignment,
  type MapOptions,
  type MapPreview,
} from '../../../electron/contract/maps.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';

interface MapOptionsFormProps {
  readonly preview: MapPreview;
  readonly busy: boolean;
  readonly onChoose: (options: MapOptions) => void;
  readonly onTable: (file: File) => void;
}

const PROPERTIES = ['code', 'name', 'area'] as const;

/** How a draft is drawn: to which office a ward belongs, which properties say what, how much is simplified. */
export function MapOptionsForm({ preview, busy, onChoose, onTable }: MapOptionsFormProps) {
  const { t } = useStrings('maps');
  const { options, table, report } = preview;
  const [title, setTitle] = useState(options.title);
  const [detail, setDetail] = useState(String(options.detailM));
  const [assignment, setAssignment] = useState<MapAssignment>(options.assignment);
  const [properties, setProperties] = useState({
    code: options.codeProperty,
    name: options.nameProperty,
    area: options.areaProperty,
  });
  const detailM = Number(detail);
  const detailWrong = !/^\d+$/.test(detail) || detailM > MAP_DETAIL_MOST;
  const titleWrong = title.trim() === '';

  function choose(): void {
    if (detailWrong || titleWrong) return;
    onChoose({
      ...options,
      ...{ title: title.trim(), detailM, assignment },
      codeProperty: properties.code,
      nameProperty: properties.name,
      areaProperty: properties.area,
    });
  }

  function bringTable(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (file) onTable(file);
  }

  return (
    <form
      className="how map-options"
      onSubmit={(event) => {
        event.preventDefault();
        choose();
      }}
    >
      <h3>{t('options.title')}</h3>
      <fieldset>
        <legend>{t('options.assignment')}</legend>
        {MAP_ASSIGNMENTS.map((one) => (
          <label key={one} className="check">
            <input
              type="radio"
              name="assignment"
              checked={assignment === one}
              disabled={one === 'table' && table === null}
              onChange={() => setAssignment(one)}
            />{' '}
            <span>{t(`options.by.${one}`, { file: table?.file ?? '', rows: table?.rows ?? 0 })}</span>
          </label>
        ))}
        <label className="file-button table-button">
          {t('options.bringTable')}
          <input type="file" accept=".csv,.txt" onChange={bringTable} disabled={busy} />
        </label>
        <p className="note">{t('options.tableHint')}</p>
      </fieldset>
      <div className="map-fields">
        <Field
          label={t('options.name')}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          maxLength={80}
          fault={titleWrong ? t('options.nameMissing') : undefined}
        />
        <Field
          label={t('options.detail')}
          hint={t('options.detailHint', { most: MAP_DETAIL_MOST })}
          value={detail}
          inputMode="numeric"
          onChange={(event) => setDetail(event.target.value)}
          fault={detailWrong ? t('options.detailWrong', { most: MAP_DETAIL_MOST }) : undefined}
        />
        {PROPERTIES.map((kind) => (
          <PropertyChoice
            key={kind}
            label={t(`options.property.${kind}`)}
            found={report.found[kind]}
            all={report.properties}
            chosen={properties[kind]}
            onChoose={(property) => setProperties({ ...properties, [kind]: property })}
          />
        ))}
      </div>
      <p className="acts">
        <button type="submit" className="quiet" disabled={busy}>
          {t('options.apply')}
        </button>
      </p>
    </form>
  );
}

interface PropertyChoiceProps {
  readonly label: string;
  /** What was found by its usual name. */
  readonly found: string | null;
  readonly all: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (property: string | null) => void;
}

function PropertyChoice({ label, found, all, chosen, onChoose }: PropertyChoiceProps) {
  const { t } = useStrings('maps');
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen ?? ''} onChange={(event) => onChoose(event.target.value || null)}>
        <option value="">
          {found === null ? t('options.property.none') : t('options.property.found', { property: found })}
        </option>
        {all.map((property) => (
          <option key={property} value={property}>
            {property}
          </option>
        ))}
      </select>
    </div>
  );
}
