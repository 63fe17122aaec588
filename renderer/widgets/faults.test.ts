import { describe, expect, it } from 'vitest';
import { beginningConfig } from '../editor/shape.ts';
import { createStrings } from '../ui/i18n.ts';
import { findWidget, widgetNames } from './registry.ts';
import { faultSentence, faultsOf } from './faults.ts';

const beginnings = { unit: 'HCM', indicators: ['case_completion_rate'], words: 'Thông báo' };

function faults(name: string, change: Record<string, unknown>, locale: 'vi' | 'en' = 'vi') {
  const widget = findWidget(name);
  if (!widget) throw new Error(`There is no widget ${name}.`);
  const value = { ...beginningConfig(widget, beginnings), ...change };
  return Object.fromEntries(
    faultsOf(widget, value, createStrings(locale).getFixedT(locale, 'config'), locale),
  );
}

describe('what is wrong with a configuration', () => {
  it.each(widgetNames())('is nothing where %s begins', (name) => expect(faults(name, {})).toEqual({}));

  it('is said at the field it belongs to, in both languages', () => {
    const wrong = { unit: '', limit: 99 };
    expect(faults('ranking', wrong)).toEqual({
      unit: 'Không được để trống.',
      limit: 'Không được quá 40.',
    });
    expect(faults('ranking', wrong, 'en')).toEqual({
      unit: 'Must not be empty.',
      limit: 'Must not pass 40.',
    });
    expect(faults('latest', { limit: 'mười' })).toEqual({
      limit: 'Hãy nhập một số nguyên, chỉ gồm chữ số.',
    });
    expect(faults('latest', { limit: 1.5 })).toEqual({ limit: 'Hãy nhập một số nguyên, chỉ gồm chữ số.' });
    expect(faults('trend', { step: 'hour' })).toEqual({ step: 'Hãy chọn một mục trong danh sách.' });
    expect(faults('trend', { indicator: undefined })).toEqual({
      indicator: 'Mục này còn trống; hãy chọn hoặc nhập.',
    });
  });

  it('is said deep inside as well, and of what does not belong there', () => {
    const row = { title: { vi: 'Khối lượng', en: '' }, indicators: [] };
    expect(faults('figures', { rows: [row] })).toEqual({
      'rows.0.title.en': 'Không được để trống.',
      'rows.0.indicators': 'Cần ít nhất 1 mục.',
    });
    expect(faults('figures', { rows: [] })).toEqual({ rows: 'Cần ít nhất 1 mục.' });
    expect(faults('sources', { unit: 'HCM' })).toEqual({
      '': 'Cấu hình có phần mà ô này không dùng: unit.',
    });
  });

  it('that no sentence of ours is for is told by zod in the same language', () => {
    expect(faults('figure', { unit: 7 })['unit']).toMatch(/^Đầu vào không hợp lệ/);
    expect(faults('figure', { unit: 7 }, 'en')['unit']).toMatch(/^Invalid input/);
  });

  it('names its field as the form does', () => {
    const t = createStrings('vi').getFixedT('vi', 'config');
    expect(faultSentence('rows.0.title.en', 'Không được để trống.', t)).toBe(
      'Các hàng 1, Tiêu đề, Tiếng Anh: Không được để trống.',
    );
    expect(faultSentence('', 'Có phần thừa.', t)).toBe('Có phần thừa.');
  });
});
