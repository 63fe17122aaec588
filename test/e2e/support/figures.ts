import type { UnitNode } from '../../../electron/contract/answers.ts';

/** Every measure and figure of every unit of the city at an instant. @param ask answers a path of the API */
export async function figuresAt(ask: (path: string) => Promise<unknown>, at: string): Promise<unknown> {
  const instant = encodeURIComponent(at);
  const { units } = (await ask(`/units?at=${instant}`)) as { units: UnitNode[] };
  const of = (unit: string) =>
    Promise.all(
      ['measures', 'figures'].map((what) => ask(`/${what}?unit=${encodeURIComponent(unit)}&at=${instant}`)),
    );
  const own = units.filter(({ unit }) => unit.startsWith('HCM'));
  return { units, figures: await Promise.all(own.map(({ unit }) => of(unit))) };
}
