/**
 * The sector's endless stream: announcements of the organisation, the calibrated year, and year after year
 * from there. The same seed, size and first year give the same stream, however far it is read.
 */
import { DAY_MS, yearStart } from '../contract/calendar.ts';
import { formatDay } from './days.ts';
import { numberFrom, type Serials } from './numbering.ts';
import { organisationFor } from './organisation.ts';
import { recordFor, type CalibratedRecord } from './record.ts';
import { Sector } from './sector.ts';
import { writeYear } from './year.ts';

export interface StreamSettings {
  readonly seed: string;
  /** Cases handled in the calibrated year. */
  readonly cases: number;
  /** The statistical year that is calibrated to the published record. */
  readonly firstYear: number;
}

export class SectorStream {
  readonly sector: Sector;
  readonly #settings: StreamSettings;
  readonly #record: CalibratedRecord;
  readonly #serials: Serials = new Map();
  #nextYear: number;

  constructor(settings: StreamSettings) {
    this.#settings = settings;
    this.#record = recordFor(settings.cases);
    this.sector = new Sector(organisationFor(settings.seed, settings.cases));
    this.#nextYear = settings.firstYear;
    announceOrganisation(this.sector, yearStart(settings.firstYear));
    this.writeNextYear();
  }

  /** Appends the next statistical year to the journal. */
  writeNextYear(): void {
    const { seed, firstYear } = this.#settings;
    const first = this.#nextYear === firstYear ? 0 : this.sector.journal.length;
    writeYear(this.sector, {
      seed,
      year: this.#nextYear,
      yearsOn: this.#nextYear - firstYear,
      record: this.#record,
    });
    this.sector.journal.sortFrom(first);
    numberFrom(this.sector, this.#serials, first);
    this.#nextYear++;
  }

  /** The first instant the journal does not yet reach. */
  get writtenUntil(): number {
    return yearStart(this.#nextYear);
  }
}

function announceOrganisation(sector: Sector, start: number): void {
  const { offices, provinces, officers, units } = sector.organisation;
  const at = start - 3 * DAY_MS;
  const { agency } = offices;
  const place = ({ lat, lon }: { lat: number; lon: number }) => ({ lat, lon });
  const unit = (key: string, name: string, parent: string | null, level: string, extra: object) =>
    sector.announce(at, { type: 'unit', unit: key, name, parent, level, ...extra });

  unit(agency.unit, agency.name, null, 'province', place(agency));
  for (const room of offices.rooms) {
    unit(room.unit, room.name, agency.unit, 'room', { ...place(agency), illustrative: room.illustrative });
  }
  for (const office of offices.offices) {
    unit(office.unit, office.name, agency.unit, 'region', { ...place(office), assumed: office.assumed });
  }
  for (const province of provinces) unit(province.unit, province.name, null, 'province', place(province));
  for (const officer of officers) {
    sector.announce(at + 1000, {
      type: 'officer',
      officer: officer.key,
      name: officer.name,
      unit: units[officer.unit]?.key ?? agency.unit,
      from: formatDay(at),
    });
  }
}
