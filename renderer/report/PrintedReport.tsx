/** A report as paper of the State is written: black on white, in the letters of Times New Roman. */
import { faceOf, reportWords } from '../../electron/contract/reportFace.ts';
import type { PrintSheet } from '../../electron/contract/reports.ts';
import { ReportTable } from './ReportTable.tsx';
import { figureSize } from './figureSize.ts';
import './printedReport.css';

export function PrintedReport({ sheet }: { readonly sheet: PrintSheet }) {
  const { form, content, report, steps, locale, paper } = sheet;
  const face = faceOf(form, content, report && { report, steps }, locale);
  return (
    <main className="printed" style={{ fontSize: `${figureSize(sheet, paper)}pt` }}>
      <p className="printed-number">
        {face.number}
        {face.standing !== null && <b> · {face.standing}</b>}
      </p>
      <h1>{face.title}</h1>
      <p className="printed-line">{[face.edition, face.period, face.basis].filter(Boolean).join(' · ')}</p>
      <p className="printed-agency">{face.agency}</p>
      <ReportTable sheet={sheet} locale={locale} />
      <footer className="printed-foot">
        <div className="printed-signatures">
          {face.signatures.map((title) => (
            <p key={title}>{title}</p>
          ))}
        </div>
        {face.acts.map((act) => (
          <p key={act}>{act}</p>
        ))}
        {face.notes.map((note) => (
          <p key={note}>
            {reportWords(locale).notes}: {note}
          </p>
        ))}
      </footer>
    </main>
  );
}
