import { describe, expect, it } from 'vitest';
import { between } from '../Figure.tsx';
import { differenceText, figureText, relativeChange, scaleOf } from './figure.ts';

const RATE = { unit: 'percent', decimals: 2 } as const;
const MONEY = { unit: 'dong', decimals: 0 } as const;
const CASES = { unit: 'case', decimals: 0 } as const;

describe('a figure', () => {
  it('is number and unit apart', () => {
    expect(figureText(84.38, RATE, 'vi')).toEqual({ number: '84,38', unit: 'percent' });
    expect(figureText('55773000000000', MONEY, 'vi')).toEqual({ number: '55.773', unit: 'billion' });
    expect(figureText(null, CASES, 'vi')).toEqual({ number: '–', unit: 'case' });
    expect(figureText(null, MONEY, 'vi').number).toBe('–');
  });

  it('differs in points where it is a rate, exactly where it is money', () => {
    expect(differenceText(84.38, 83.93, RATE, 'vi')).toEqual({ number: '+0,45', unit: 'points' });
    const now = '9007199254740993000';
    expect(differenceText(now, '9007199254740992000', MONEY, 'vi')).toEqual({
      number: '+1.000',
      unit: 'dong',
    });
    expect(differenceText(5, null, CASES, 'vi').number).toBe('–');
  });

  it('compares with last year in percent, where there is something to compare with', () => {
    expect(relativeChange(112, 100)).toBe(12);
    expect(relativeChange('90', '100')).toBe(-10);
    expect(relativeChange(1, 0)).toBeNull();
    expect(relativeChange(null, 100)).toBeNull();
  });

  it('keeps its unit while it counts over', () => {
    const scale = scaleOf('1000000000', MONEY, 'vi');
    const midway = between('900000000', '1000000000', 0.5);
    expect(midway).toBe('950000000');
    expect(figureText(midway, MONEY, 'vi', scale)).toEqual({ number: '0,95', unit: 'billion' });
    expect(between(1, 3, 0.5)).toBe(2);
    expect(between(null, 3, 0.5)).toBe(3);
  });
});
