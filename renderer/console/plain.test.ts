import { expect, it } from 'vitest';
import { plain } from './plain.ts';

it('finds Vietnamese by letters without marks, however they were typed', () => {
  expect(plain(' Bảng ĐIỀU hành ')).toBe('bang dieu hanh');
  expect(plain('Bảng điều hành'.normalize('NFD'))).toBe('bang dieu hanh');
});
