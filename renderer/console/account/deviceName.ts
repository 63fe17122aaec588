const BROWSERS = [
  ['Edg', 'Edge'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'] as const;

/** What a browser says it is, in two words: `Chrome · Windows`; another program as it names itself; `null` when it says nothing. */
export function deviceName(said: string | null): string | null {
  if (said === null || said === '') return null;
  const browser = BROWSERS.find(([sign]) => said.includes(`${sign}/`))?.[1];
  const system = SYSTEMS.find((one) => said.includes(one));
  const found = [browser, system].filter((one) => one !== undefined);
  return found.length > 0 ? found.join(' · ') : (said.split(/[ /]/, 1)[0] ?? null);
}
