export { aheadLine } from './aheadLine.ts';
export { Bullet, share } from './Bullet.tsx';
export { Sparkline } from './Sparkline.tsx';
export { useSize, type Size } from './useSize.ts';
export { YearChart } from './YearChart.tsx';
export { yearLines, type YearLines } from './yearLines.ts';
