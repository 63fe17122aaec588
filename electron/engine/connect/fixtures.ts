/** Real parts for tests of sources: a core that reads them, and spreadsheets made by another program. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceHealth } from '../../contract/answers.ts';
import { newSource } from '../../contract/sources.ts';
import { createIngest, type Ingest } from '../ingest/index.ts';
import { createMeasures, type Measures } from '../measures/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { type Administration, createAdministration } from './administration.ts';
import { createConnections } from './index.ts';

export interface Connected {
  dataDir: string;
  store: Store;
  ingest: Ingest;
  measures: Measures;
  /** Pushes lines from the source `s1`. */
  push(source: string, ...lines: object[]): ReturnType<Ingest['push']>;
  /** Reasons of a source's quarantined lines. */
  reasons(source: string): string[];
  administration: Administration;
  /** Makes a source and begins to read it. */
  read(settings: object): void;
  /** Resolves when the source's health is as wanted; it is looked at now and after every change. */
  until(id: string, wanted: (health: Health) => boolean): Promise<Health>;
  health(id: string): Health;
  /** Cases of a unit that run or ran. */
  cases(unit: string): number | null;
  end(): Promise<void>;
}
export type Health = SourceHealth;

export function startConnected(): Connected {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-connected-'));
  const store = openStore({ dataDir });
  const measures = createMeasures(store, []);
  const connector = createConnections({ db: store.db, dataDir, now: Date.now });
  const ingest = createIngest({ store, measures, now: Date.now, connector });
  const { secrets } = connector;
  const administration = createAdministration({ ingest, secrets, now: Date.now, endTokens: () => undefined });
  // Whoever makes the units of a test.
  ingest.settle(newSource.parse({ id: 's1', kind: 'push' }));
  const health = (id: string) => {
    const found = ingest.list().find((source) => source.id === id);
    if (!found) throw new Error(`no source ${id}`);
    return found;
  };
  ingest.start();
  return {
    dataDir,
    store,
    ingest,
    measures,
    administration,
    health,
    read(settings) {
      administration.add(newSource.parse(settings));
    },
    until: (id, wanted) =>
      new Promise((resolve) => {
        const look = () => {
          const now = ingest.list().find((source) => source.id === id);
          if (now && wanted(now)) resolve(now);
        };
        ingest.onChange(look);
        look();
      }),
    push: (source, ...lines) =>
      ingest.push(source, [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]),
    reasons: (source) => ingest.quarantine(source, null, 1000)?.entries.map((e) => e.reason) ?? [],
    cases: (unit) => measures.measures({ unit, at: Date.now(), year: YEAR }).cases.F,
    async end() {
      await ingest.stop();
      store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** Statistical year of the cases that tests make. */
export const YEAR = 2026;

/** A mapping of columns `unit`, `case`, `due`, `done` to cases of that year. */
export const CASE_MAPPING = {
  event: 'case',
  fields: {
    case: 'case',
    unit: 'unit',
    officer: { const: null },
    initiation: { const: 'ex_officio' },
    category: { const: 'civil' },
    accepted_on: { const: '2025-11-03' },
    due: 'due',
    done: { from: 'done', whenEmpty: 0 },
    state: { const: 'in_progress' },
  },
  at: { const: '2025-11-03' },
};

/** Why spreadsheets cannot be made here; `null` if they can. */
export function noPython(): string | null {
  const tried = spawnSync('python3', ['--version']);
  return tried.status === 0
    ? null
    : 'python3, which writes the spreadsheets of these tests, is not installed';
}

/** The python that has the library for spreadsheets, if any: Debian's own, or the first there is. */
function pythonWithSheets(): string | null {
  const has = (python: string) => spawnSync(python, ['-c', 'import openpyxl']).status === 0;
  return ['/usr/bin/python3', 'python3'].find(has) ?? null;
}

/** Installs openpyxl where that is allowed; says why it is not there otherwise. */
export function noOpenpyxl(): string | null {
  if (pythonWithSheets() !== null) return null;
  if (process.getuid?.() !== 0) return 'python3-openpyxl is not installed, and only root could install it';
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'python3-openpyxl'], {
    stdio: 'ignore',
    timeout: 120_000,
  });
  return pythonWithSheets() === null ? 'python3-openpyxl could not be installed' : null;
}

/** Writes a workbook with openpyxl: `code` fills `book`, and may use `values`. */
export function writeWithOpenpyxl(file: string, code: string, values: unknown = null): void {
  const whole = `import sys, json, datetime, openpyxl\nfrom openpyxl.styles import Font\nbook = openpyxl.Workbook()\nvalues = json.loads(sys.argv[2])\n${code}\nbook.save(sys.argv[1])\n`;
  execFileSync(pythonWithSheets() ?? 'python3', ['-c', whole, file, JSON.stringify(values)]);
}

/** A cell as python writes it: text, number, or XML of its own such as `{"xml": "<c …/>"}` with `REF` for its place. */
export type SheetCell = string | number | null | { xml: string };

/** Writes a spreadsheet with python's own zip and nothing else that knows the format. */
export function writeXlsx(
  file: string,
  sheets: Record<string, SheetCell[][]>,
  more: { names?: string; merge?: string; stored?: boolean } = {},
): void {
  execFileSync('python3', ['-c', WRITE_XLSX, file, JSON.stringify({ sheets, ...more })]);
}

const WRITE_XLSX = String.raw`
import sys, json, zipfile
from xml.sax.saxutils import escape, quoteattr
file, given = sys.argv[1], json.loads(sys.argv[2])
main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
pkg = 'http://schemas.openxmlformats.org/package/2006'
strings = []
def ref(r, c):
    name = ''
    c += 1
    while c:
        c, d = divmod(c - 1, 26)
        name = chr(65 + d) + name
    return name + str(r + 1)
def cell(v, at, i):
    if v is None: return ''
    if isinstance(v, dict): return v['xml'].replace('REF', at)
    if isinstance(v, (int, float)): return '<c r="%s"><v>%r</v></c>' % (at, v)
    if i % 2: return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (at, escape(v))
    strings.append(v)
    return '<c r="%s" t="s"><v>%d</v></c>' % (at, len(strings) - 1)
z = zipfile.ZipFile(file, 'w', zipfile.ZIP_STORED if given.get('stored') else zipfile.ZIP_DEFLATED)
names = list(given['sheets'])
for n, name in enumerate(names):
    rows = ''
    for r, row in enumerate(given['sheets'][name]):
        rows += '<row r="%d">%s</row>' % (r + 1, ''.join(cell(v, ref(r, c), r + c) for c, v in enumerate(row)))
    merge = given.get('merge')
    extra = '<mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % merge if merge else ''
    z.writestr('xl/worksheets/sheet%d.xml' % (n + 1), '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (main, rows, extra))
z.writestr('xl/sharedStrings.xml', '<?xml version="1.0" encoding="UTF-8"?><sst xmlns="%s">%s</sst>' % (main, ''.join('<si><t xml:space="preserve">%s</t></si>' % escape(s) for s in strings)))
z.writestr('xl/styles.xml', '<?xml version="1.0"?><styleSheet xmlns="%s"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>' % main)
defined = '<definedNames><definedName name="n">%s</definedName></definedNames>' % given['names'] if given.get('names') else ''
z.writestr('xl/workbook.xml', '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets>%s</workbook>' % (main, rel, ''.join('<sheet name=%s sheetId="%d" r:id="rId%d"/>' % (quoteattr(s), n + 1, n + 1) for n, s in enumerate(names)), defined))
office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
z.writestr('xl/_rels/workbook.xml.rels', '<?xml version="1.0"?><Relationships xmlns="%s/relationships">%s<Relationship Id="rIdS" Type="%ssharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdY" Type="%sstyles" Target="styles.xml"/></Relationships>' % (pkg, ''.join('<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>' % (n + 1, office, n + 1) for n in range(len(names))), office, office))
z.writestr('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="%s/relationships"><Relationship Id="rId1" Type="%sofficeDocument" Target="xl/workbook.xml"/></Relationships>' % (pkg, office))
sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
z.writestr('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>%s<Override PartName="/xl/sharedStrings.xml" ContentType="%ssharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/></Types>' % (pkg, sheet, ''.join('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>' % (n + 1, sheet) for n in range(len(names))), sheet, sheet))
z.close()
`;
