/** The forms there are: those that came with the program, those of the data folder, and those brought in the console. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant, type Instant } from '../../../contract/calendar.ts';
import { FORM_BYTES_MOST, type FormListed, type FormsAnswer } from '../../../contract/forms.ts';
import { ProblemError } from '../../problems/index.ts';
import type { ReadableDB, WritableDB } from '../../store/index.ts';
import { canonicalText, digestOf } from '../../years/index.ts';
import { type CompiledForm, FormError } from './compile.ts';
import { readForm } from './readForm.ts';

export interface OpenForm {
  readonly compiled: CompiledForm;
  readonly digest: string;
}

export interface Forms {
  list(): FormsAnswer;
  /** The newest version that is not withdrawn, or one of that number; @throws ProblemError 404 */
  open(code: string, version?: number): OpenForm;
  /** Keeps a form; the same again is no news. @throws FormError; ProblemError 409 when its version is another form already */
  add(document: unknown, who: string): { form: OpenForm; isNew: boolean };
  /** No new reports by it; those that were made stay. */
  withdraw(code: string): void;
}

type Origin = FormListed['origin'];
interface Row {
  code: string;
  version: number;
  document: string;
  digest: string;
  origin: Origin;
  added_at: Instant;
  added_by: string | null;
  withdrawn_at: Instant | null;
}

export interface FormsParts {
  readonly db: WritableDB;
  readonly assets: string;
  readonly dataDir: string;
  readonly now: () => Instant;
}

export function createForms({ db, assets, dataDir, now }: FormsParts): Forms {
  const folders = [
    { folder: join(assets, 'forms'), origin: 'shipped' as const },
    { folder: join(dataDir, 'forms'), origin: 'folder' as const },
  ];
  const opened = new Map<string, OpenForm>();
  /** Files as they were when they were last read. */
  const seen = new Map<string, { stamp: string; detail: string | null }>();

  function keep(compiled: CompiledForm, origin: Origin, who: string | null): boolean {
    const { form } = compiled;
    const text = canonicalText(form);
    const digest = digestOf([text]);
    const known = rowOf(db, form.code, form.version);
    if (known && known.digest !== digest)
      throw new ProblemError(
        409,
        `version: form ${form.code} has another version ${form.version} already, which reports may have been made by; raise the version.`,
        { field: 'version' },
      );
    if (known) return false;
    db.prepare(
      `INSERT INTO report_form (code, version, document, digest, origin, added_at, added_by)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(form.code, form.version, text, digest, origin, now(), who);
    return true;
  }

  /** Takes in what is new in the folders; a file that cannot be used stays out, and is said. */
  function look(): FormsAnswer['refused'] {
    const refused: FormsAnswer['refused'] = [];
    for (const { folder, origin } of folders)
      for (const { file, size, stamp } of filesIn(folder)) {
        let known = seen.get(file);
        if (known?.stamp !== stamp) {
          const detail = size > FORM_BYTES_MOST ? 'this is too large for a form' : takeIn(file, origin);
          known = { stamp, detail };
          seen.set(file, known);
        }
        if (known.detail !== null) refused.push({ file, detail: known.detail });
      }
    return refused;
  }

  function takeIn(file: string, origin: Origin): string | null {
    try {
      keep(readForm(JSON.parse(readFileSync(file, 'utf8'))), origin, null);
      return null;
    } catch (error) {
      if (error instanceof FormError || error instanceof ProblemError) return error.message;
      if (error instanceof SyntaxError) return `this is not JSON: ${error.message}`;
      throw error;
    }
  }

  return {
    list() {
      const refused = look();
      const rows = db.prepare<[], Row>('SELECT * FROM report_form ORDER BY code, version').all();
      const forms = [...Map.groupBy(rows, ({ code }) => code).values()].flatMap((versions) => {
        const row = versions.findLast((one) => one.withdrawn_at === null) ?? versions.at(-1);
        if (!row) return [];
        const { code, number, title, paper, version } = openRow(row).compiled.form;
        return {
          ...{ code, version, number, title, paper, origin: row.origin, digest: row.digest },
          addedAt: formatInstant(row.added_at),
          addedBy: row.added_by,
          withdrawnAt: row.withdrawn_at === null ? null : formatInstant(row.withdrawn_at),
          versions: versions.map((one) => one.version),
        };
      });
      forms.sort((a, b) => a.number.localeCompare(b.number, 'vi', { numeric: true }));
      return { forms, refused };
    },
    open(code, version) {
      look();
      const row = rowOf(db, code, version);
      if (row) return openRow(row);
      throw new ProblemError(404, `There is no form "${code}"; /reports/forms lists those there are.`, {
        field: 'form',
      });
    },
    add(document, who) {
      const compiled = readForm(document);
      const { code, version } = compiled.form;
      const isNew = keep(compiled, 'console', who);
      // Brought again after it was withdrawn, it is offered again.
      db.prepare('UPDATE report_form SET withdrawn_at = NULL WHERE code = ? AND version = ?').run(
        code,
        version,
      );
      return { form: openRow(rowOf(db, code, version) as Row), isNew };
    },
    withdraw(code) {
      db.prepare('UPDATE report_form SET withdrawn_at = ? WHERE code = ? AND withdrawn_at IS NULL').run(
        now(),
        code,
      );
    },
  };

  function openRow({ code, version, document, digest }: Row): OpenForm {
    const id = `${code}/${version}`;
    let form = opened.get(id);
    if (!form) opened.set(id, (form = { compiled: readForm(JSON.parse(document)), digest }));
    return form;
  }
}

/** The newest that is offered, or a version whether it is offered or not. */
function rowOf(db: ReadableDB, code: string, version?: number): Row | undefined {
  return version === undefined
    ? db
        .prepare<[string], Row>(
          'SELECT * FROM report_form WHERE code = ? AND withdrawn_at IS NULL ORDER BY version DESC LIMIT 1',
        )
        .get(code)
    : db
        .prepare<[string, number], Row>('SELECT * FROM report_form WHERE code = ? AND version = ?')
        .get(code, version);
}

function filesIn(folder: string): { file: string; size: number; stamp: string }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => {
        const file = join(folder, name);
        const { size, mtimeMs } = statSync(file);
        return { file, size, stamp: `${size} ${mtimeMs}` };
      });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
