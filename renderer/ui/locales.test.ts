import { describe, expect, it } from 'vitest';

const files = import.meta.glob<Record<string, unknown>>('../../assets/locales/*/*.json', {
  eager: true,
  import: 'default',
});

function strings(locale: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [path, content] of Object.entries(files)) {
    const [, of, namespace] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (of === locale) collect(content, `${namespace}:`, found);
  }
  return found;
}

function collect(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value === 'string') into.set(path.replace(/_(one|other)$/, ''), value);
  else for (const [key, inner] of Object.entries(value ?? {})) collect(inner, `${path}.${key}`, into);
}

describe('the strings', () => {
  it('are the same set in both languages', () => {
    expect([...strings('en').keys()].sort()).toEqual([...strings('vi').keys()].sort());
  });

  it('name the same places to fill in', () => {
    const places = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
    const english = strings('en');
    for (const [key, text] of strings('vi'))
      expect([key, places(english.get(key))]).toEqual([key, places(text)]);
  });
});
