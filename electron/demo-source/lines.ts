/** Writes journal rows as the lines a source sends. */
import { CASE_STATES, DECISION_KINDS, RECEIPT_STATUSES } from '../contract/events.ts';
import { dayName, instantText } from './days.ts';
import { KIND, type Entry } from './journal.ts';
import { writtenSerial } from './numbering.ts';
import { NOBODY, type Sector } from './sector.ts';

/** The line of one row; `seq` is its position plus one. */
export function writeLine(sector: Sector, row: number): string {
  const e = sector.journal.read(row);
  const common = `"at":"${instantText(e.at)}","v":${e.v},"seq":${row + 1}`;
  switch (e.kind) {
    case KIND.case:
      return caseLine(sector, e, common);
    case KIND.receipt:
      return receiptLine(sector, e, common);
    case KIND.decision:
      return decisionLine(sector, e, common);
    default:
      return announcementLine(sector, e, common);
  }
}

function unitText(sector: Sector, unit: number): string {
  return sector.unitTexts[unit] ?? 'null';
}

function officerText(sector: Sector, officer: number): string {
  return officer === NOBODY ? 'null' : `"${sector.organisation.officers[officer]?.key ?? ''}"`;
}

function caseKey(sector: Sector, link: number): string {
  const c = sector.cases[link - 1];
  return c ? `THA-${writtenSerial(c.serial)}` : '';
}

function caseText(sector: Sector, link: number): string {
  return link === 0 ? 'null' : `"${caseKey(sector, link)}"`;
}

function caseLine(sector: Sector, e: Entry, common: string): string {
  const c = sector.cases[e.ref];
  if (!c) throw new Error(`no case ${e.ref}`);
  const key = caseKey(sector, e.link);
  return `{"id":"${key}/${e.v}","type":"case",${common},"case":"${key}","unit":${unitText(sector, e.unit)},"officer":${officerText(sector, e.officer)},"initiation":"${c.initiation}","category":"${c.category}","accepted_on":"${dayName(c.acceptedDay)}","due":${c.due},"done":${e.value},"state":"${CASE_STATES[e.what] ?? ''}"}`;
}

function receiptLine(sector: Sector, e: Entry, common: string): string {
  const receiptKey = (ref: number) => `BL-${writtenSerial(sector.receiptSerials[ref] ?? 0)}`;
  const key = receiptKey(e.ref);
  const converted = sector.receiptConverts[e.ref] ?? 0;
  const converts = converted === 0 ? 'null' : `"${receiptKey(converted - 1)}"`;
  return `{"id":"${key}/${e.v}","type":"receipt",${common},"receipt":"${key}","unit":${unitText(sector, e.unit)},"officer":${officerText(sector, e.officer)},"case":${caseText(sector, e.link)},"amount":${e.value},"status":"${RECEIPT_STATUSES[e.what] ?? ''}","converts":${converts}}`;
}

function decisionLine(sector: Sector, e: Entry, common: string): string {
  const key = `QD-${writtenSerial(sector.decisionSerials[e.ref] ?? 0)}`;
  const kind = DECISION_KINDS[e.what] ?? '';
  const to =
    kind === 'entrustment'
      ? `,"to_unit":${JSON.stringify(sector.organisation.provinces[e.value]?.unit ?? null)}`
      : '';
  return `{"id":"${key}/1","type":"decision",${common},"decision":"${key}","unit":${unitText(sector, e.unit)},"case":${caseText(sector, e.link)},"kind":"${kind}"${to}}`;
}

function announcementLine(sector: Sector, e: Entry, common: string): string {
  const body = JSON.stringify(sector.announcements[e.ref]).slice(1);
  return `{"id":"TB-${String(e.ref + 1).padStart(6, '0')}/1",${common},${body}`;
}
