import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Sparkline } from './Sparkline.tsx';

const pathOf = (values: readonly (number | null)[]) =>
  /d="([^"]*)"/.exec(renderToStaticMarkup(<Sparkline values={values} />))?.[1] ?? '';

it('is a line with its gaps', () => {
  expect(pathOf([0, 1, null, 1, 0])).toBe('M0.00 24.00L25.00 0.00M75.00 0.00L100.00 24.00');
  expect(pathOf([1, null, null])).toBe('');
});

it('of a hundred thousand values has no more points than pixels, and its peak', () => {
  const path = pathOf(Array.from({ length: 100_000 }, (_, i) => (i === 70_000 ? 5_000 : i % 89)));
  expect(path.match(/[ML]/g)?.length).toBeLessThanOrEqual(1600);
  expect(path).toContain('L70.00 0.00');
});
