/** Electron's security checklist, as far as the shell's sources alone can show it; the rest is held by tests in test/e2e. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SHELL = import.meta.dirname;

interface Source {
  readonly name: string;
  readonly tree: ts.SourceFile;
}

const sources: readonly Source[] = readdirSync(SHELL)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({
    name,
    tree: ts.createSourceFile(name, readFileSync(join(SHELL, name), 'utf8'), ts.ScriptTarget.ESNext, true),
  }));

function everyNode(visit: (node: ts.Node, source: Source) => void): void {
  for (const source of sources) {
    const walk = (node: ts.Node): void => {
      visit(node, source);
      node.forEachChild(walk);
    };
    walk(source.tree);
  }
}

/** Web preferences of every window that the shell makes, by file. */
function windowPreferences(): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  everyNode((node, { name, tree }) => {
    if (!ts.isNewExpression(node) || node.expression.getText(tree) !== 'BrowserWindow') return;
    const preferences = new Map<string, string>();
    node.forEachChild(function walk(inner): void {
      if (ts.isPropertyAssignment(inner) && inner.name.getText(tree) === 'webPreferences')
        inner.initializer.forEachChild((one) => {
          if (ts.isPropertyAssignment(one))
            preferences.set(one.name.getText(tree), one.initializer.getText(tree));
        });
      inner.forEachChild(walk);
    });
    found.set(name, preferences);
  });
  return found;
}

/** Files that take a name from Electron itself. */
function takersOf(wanted: string): string[] {
  const takers: string[] = [];
  everyNode((node, { name, tree }) => {
    if (!ts.isImportDeclaration(node) || node.importClause?.isTypeOnly) return;
    if (!ts.isStringLiteral(node.moduleSpecifier) || node.moduleSpecifier.text !== 'electron') return;
    const names = node.importClause?.namedBindings;
    if (names && ts.isNamedImports(names) && names.elements.some((one) => one.name.getText(tree) === wanted))
      takers.push(name);
  });
  return takers;
}

function textOf(name: string): string {
  return readFileSync(join(SHELL, name), 'utf8');
}

describe('every window of the shell', () => {
  const windows = windowPreferences();
  it('is one of those that are known', () => {
    expect([...windows.keys()].sort()).toEqual(['paneWindow.ts', 'signs.ts', 'unseen.ts']);
  });
  it.each([...windows])(
    'of %s is sandboxed, isolated, without Node and without webviews',
    (_name, preferences) => {
      expect(preferences.get('sandbox')).toBe('true');
      expect(preferences.get('contextIsolation')).toBe('true');
      expect(preferences.get('nodeIntegration')).toBe('false');
      expect(preferences.get('devTools')).toBe('false');
      expect(preferences.get('webviewTag') ?? 'false').toBe('false');
    },
  );
  it.each([...windows])('of %s switches on nothing that takes protection away', (_name, preferences) => {
    for (const name of [
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'plugins',
    ])
      expect(preferences.has(name), name).toBe(false);
  });
});

describe('the shell', () => {
  it('opens nothing in another program', () => {
    expect(takersOf('shell')).toEqual([]);
  });
  it('has one door for messages', () => {
    expect(takersOf('ipcMain')).toEqual(['door.ts']);
  });
  it('has each message’s sender looked at before anything else', () => {
    const door = textOf('door.ts');
    const handlers = door.match(/ipcMain\.(?:on|handle)\(/g) ?? [];
    expect(door.match(/if \(!?refusal\(event\.senderFrame/g)).toHaveLength(handlers.length);
  });
  it('loads pages of app:// only', () => {
    const pages = sources.flatMap(({ name }) => [...textOf(name).matchAll(/'(\w+):\/\/(?:wall|shell)\//g)]);
    expect(new Set(pages.map(([, scheme]) => scheme))).toEqual(new Set(['app']));
    for (const { name } of sources) {
      expect(textOf(name), name).not.toMatch(/loadFile\(|'file:|"file:/);
      expect(textOf(name), name).not.toContain('bypassCSP');
    }
  });
  it('keeps the whole process sandboxed unless root runs it', () => {
    expect(textOf('switches.ts')).toContain('app.enableSandbox()');
  });
});

it('has a bridge that hands out named functions only', () => {
  const bridge = readFileSync(join(SHELL, '..', 'preload', 'wall.ts'), 'utf8');
  expect(bridge.match(/exposeInMainWorld/g)).toHaveLength(1);
  expect(bridge).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer/);
  expect(bridge).not.toMatch(/:\s*ipcRenderer\.(?:on|send|invoke)\b/);
});
