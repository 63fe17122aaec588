/** Reports: forms filled in, and their way from a draft to a locked one. What was signed never changes. */
import { formatInstant, type Instant, yearStart } from '../../contract/calendar.ts';
import type {
  DifferenceAnswer,
  PreviewAnswer,
  ReportAnswer,
  ReportContent,
  ReportListed,
  ReportsAnswer,
  ReportsQuestion,
  ReportState,
  ReportStep,
  ReportSubject,
} from '../../contract/reports.ts';
import type { Measures } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { WritableDB } from '../store/index.ts';
import { digestOf } from '../years/index.ts';
import { differencesBetween } from './differences.ts';
import { fill, type Filled, periodEnd, waysOf } from './filling/fill.ts';
import type { Forms, OpenForm } from './forms/forms.ts';
import {
  addReport,
  contentOf,
  type Doing,
  editionsOf,
  findReport,
  listedOf,
  moveReport,
  removeReport,
  renewContent,
  type ReportRow,
  sealContent,
  searchReports,
  stepsOf,
} from './reportStore.ts';

/** A step that somebody asks for, about the content that they looked at. */
export interface Asked {
  readonly who: string;
  readonly digest: string;
  readonly comment: string;
}

/** What happened, to be written down in the same transaction. */
export type Written = (before: ReportListed | null, after: ReportListed | null) => void;

export interface Reports {
  /** The figures as they are now; of a period that goes on, those up to now. */
  preview(subject: ReportSubject): Promise<PreviewAnswer>;
  list(question: ReportsQuestion, covers: (unit: string) => boolean): ReportsAnswer;
  /** @throws ProblemError 404 */
  head(id: number): ReportListed;
  open(id: number, signedDigests: () => ReadonlySet<string>): ReportAnswer;
  /** Where the figures say something else by now. */
  difference(id: number): Promise<DifferenceAnswer>;
  make(subject: ReportSubject, asked: Omit<Asked, 'digest'>, written: Written): Promise<number>;
  /** A new draft beside a report that was signed, which stays. */
  amend(id: number, asked: Asked, written: Written): Promise<number>;
  /** Reads the figures of a draft anew, by the newest version of its form. */
  recompute(id: number, asked: Asked, written: Written): Promise<void>;
  check(id: number, asked: Asked, written: Written): void;
  sendBack(id: number, asked: Asked, written: Written): void;
  sign(id: number, asked: Asked, written: Written): void;
  lock(id: number, asked: Asked, written: Written): void;
  /** Drafts only. */
  discard(id: number, written: Written): void;
}

export interface ReportsParts {
  readonly db: WritableDB;
  readonly measures: Measures;
  readonly forms: Forms;
  readonly now: () => Instant;
}

export function createReports({ db, measures, forms, now }: ReportsParts): Reports {
  function filled(open: OpenForm, { unit, year, months }: ReportSubject, at: Instant): Promise<Filled> {
    return fill(
      { db, measures },
      { compiled: open.compiled, formDigest: open.digest, unit, year, months, at },
    );
  }

  /** The figures of a period that is over. */
  async function final(open: OpenForm, subject: ReportSubject): Promise<ReportContent> {
    const end = periodEnd(subject.year, subject.months);
    if (now() <= end)
      throw new ProblemError(
        409,
        `months: this period ends at ${formatInstant(end)}; a report is made when it is over, until then look at the preview.`,
        { field: 'months' },
      );
    return (await filled(open, subject, end)).content;
  }

  function found(id: number): ReportRow {
    const row = findReport(db, id);
    if (row) return row;
    throw new ProblemError(404, `There is no report ${id}.`, { field: 'number' });
  }

  const listed = (row: ReportRow) => listedOf(row, forms);

  /** A report in one of some states, as it was looked at. */
  function expected(id: number, states: readonly ReportState[], digest: string): ReportRow {
    const row = found(id);
    if (!states.includes(row.state))
      throw new ProblemError(
        409,
        `This report is ${row.state} and not ${states.join(' or ')}; look at it again.`,
        { field: 'state' },
      );
    if (row.digest !== digest)
      throw new ProblemError(409, 'digest: its figures have changed since you looked at them; look again.', {
        field: 'digest',
      });
    return row;
  }

  function doing(what: ReportStep['what'], { who, comment }: Omit<Asked, 'digest'>): Doing {
    return { what, who, at: now(), comment };
  }

  function move(
    id: number,
    { from, to, what }: { from: ReportState; to: ReportState; what: ReportStep['what'] },
    asked: Asked,
    written: Written,
    refuse: (row: ReportRow) => void = () => undefined,
  ): void {
    db.transaction(() => {
      const row = expected(id, [from], asked.digest);
      refuse(row);
      moveReport(db, row, to, doing(what, asked));
      written(listed(row), listed(found(id)));
    }).immediate();
  }

  function add(
    content: ReportContent,
    open: OpenForm,
    asked: Omit<Asked, 'digest'>,
    written: Written,
    allowed: (newest: ReportRow | undefined) => void,
  ): number {
    return db
      .transaction(() => {
        const [newest] = editionsOf(db, content);
        allowed(newest);
        const edition = (newest?.edition ?? 0) + 1;
        const id = addReport(db, content, edition, open.compiled.form.title, doing('made', asked));
        written(null, listed(found(id)));
        return id;
      })
      .immediate();
  }

  return {
    async preview(subject) {
      const { form, year, months } = subject;
      const open = forms.open(form);
      const end = periodEnd(year, months);
      if (now() < yearStart(year))
        throw new ProblemError(400, `year: statistical year ${year} has not begun.`, { field: 'year' });
      const over = now() > end;
      const { content, ways } = await filled(open, subject, Math.min(end, now()));
      return { form: open.compiled.form, content, ways, digest: sealContent(content).digest, over };
    },

    list(question, covers) {
      const { rows, next } = searchReports(db, question, covers);
      return { reports: rows.map(listed), next };
    },

    head: (id) => listed(found(id)),

    open(id, signedDigests) {
      const row = found(id);
      const { compiled } = forms.open(row.form, row.form_version);
      const { content, text } = contentOf(db, row);
      const steps = stepsOf(db, id);
      const signed = steps.findLast(({ what }) => what === 'signed');
      const isSigned = row.state === 'signed' || row.state === 'locked';
      return {
        report: listed(row),
        form: compiled.form,
        content,
        digest: row.digest,
        ways: waysOf(compiled, content),
        steps,
        editions: editionsOf(db, row).map(({ id: other, edition, state }) => ({ id: other, edition, state })),
        intact: isSigned ? digestOf([text]) === signed?.digest && signedDigests().has(signed.digest) : null,
      };
    },

    async difference(id) {
      const row = found(id);
      const open = forms.open(row.form, row.form_version);
      const { content } = contentOf(db, row);
      const fresh = await filled(open, row, Date.parse(content.at));
      return { at: formatInstant(now()), ...differencesBetween(open.compiled.form, content, fresh.content) };
    },

    async make(subject, asked, written) {
      const open = forms.open(subject.form);
      const content = await final(open, subject);
      return add(content, open, asked, written, (newest) => {
        if (!newest) return;
        throw new ProblemError(
          409,
          `There is report ${newest.id} of this period already (${newest.state}); open it, or amend it when it is signed.`,
          { field: 'form', more: { report: newest.id } },
        );
      });
    },

    async amend(id, asked, written) {
      const row = expected(id, ['signed', 'locked'], asked.digest);
      const open = forms.open(row.form);
      const content = await final(open, row);
      return add(content, open, asked, written, (newest) => {
        if (newest?.id === id) return;
        throw new ProblemError(409, `Report ${newest?.id ?? ''} amends this one already; open that one.`, {
          field: 'number',
          more: { report: newest?.id ?? null },
        });
      });
    },

    async recompute(id, asked, written) {
      const row = expected(id, ['draft'], asked.digest);
      const content = await final(forms.open(row.form), row);
      db.transaction(() => {
        const still = expected(id, ['draft'], asked.digest);
        renewContent(db, still, content, doing('recomputed', asked));
        written(listed(still), listed(found(id)));
      }).immediate();
    },

    check: (id, asked, written) =>
      move(id, { from: 'draft', to: 'checked', what: 'checked' }, asked, written, ({ failing }) => {
        if (failing === 0) return;
        throw new ProblemError(
          409,
          `${failing} checks that must hold do not: have the figures mended at their source, then read them anew.`,
          { field: 'checks' },
        );
      }),
    sendBack: (id, asked, written) =>
      move(id, { from: 'checked', to: 'draft', what: 'sent_back' }, asked, written),
    sign: (id, asked, written) => move(id, { from: 'checked', to: 'signed', what: 'signed' }, asked, written),
    lock: (id, asked, written) => move(id, { from: 'signed', to: 'locked', what: 'locked' }, asked, written),

    discard(id, written) {
      db.transaction(() => {
        const row = found(id);
        if (row.state !== 'draft')
          throw new ProblemError(409, `Only a draft can be discarded, and this report is ${row.state}.`, {
            field: 'state',
          });
        const told = listed(row);
        removeReport(db, id);
        written(told, null);
      }).immediate();
    },
  };
}
