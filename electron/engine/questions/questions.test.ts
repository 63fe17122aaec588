import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN_ROLES, PERMISSIONS } from '../../contract/access.ts';
import {
  type Query,
  type QuestionAnswer,
  questionAnswer,
  questionRequest,
  QUESTION_MAX,
} from '../../contract/questions.ts';
import { type Hall, openHall } from './fixtures/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

type Answered = Extract<QuestionAnswer, { outcome: 'answered' }>;
function answered(answer: QuestionAnswer): Answered {
  if (answer.outcome !== 'answered') throw new Error(`${answer.outcome}: ${answer.words.vi}`);
  return questionAnswer.parse(answer) as Answered;
}
async function values(text: string): Promise<unknown[]> {
  return answered(await hall.ask(text)).figures.map(({ value }) => value);
}

describe('figures', () => {
  it('are exact: to date, and what came in a period', async () => {
    expect(await values('KV3 xong bao nhiêu việc?')).toEqual([3]);
    expect(await values('KV3 tháng 5 xong bao nhiêu việc?')).toEqual([1]);
    expect(await values('KV3 quý 2 xong bao nhiêu việc?')).toEqual([3]);
    expect(await values('KV3 hôm qua thu được bao nhiêu tiền?')).toEqual(['3000000000001']);
    expect(await values('tỷ lệ việc xong của KV3')).toEqual([75]);
    // A period over the end of a year: one in May 2025, and the two of April and May 2026.
    expect(await values('từ 1/5/2025 đến 31/5/2026 KV3 xong bao nhiêu việc')).toEqual([3]);
  });

  it('are told with the exact amount, the time and the source in both languages', async () => {
    const { words, data } = answered(await hall.ask('KV3 hôm qua thu được bao nhiêu tiền?'));
    expect(words.vi).toBe(
      'Tổng số tiền thi hành xong của Phòng Thi hành án dân sự khu vực 3 trong ngày 16/06/2026 là 3.000 tỷ đồng (3.000.000.000.001 đồng). Nguồn: s (số liệu nghiệp vụ).',
    );
    expect(words.en).toContain('3.00 trillion đồng (3,000,000,000,001 đồng)');
    expect(data).toMatchObject({ at: '2026-06-16T23:59:59.999+07:00', nature: 'operational' });
    const rate = answered(await hall.ask('tỷ lệ việc xong của KV3'));
    expect(rate.words.vi).toContain('tính đến 09:30 17/06/2026 là 75,00 %. Chỉ tiêu đến ngày này');
    expect(rate.figures[0]?.target).toMatchObject({ year: 84 });
  });

  it('of a kind of case are summed from the parts', async () => {
    expect(await values('số việc theo yêu cầu thi hành xong của KV3')).toEqual([1]);
    expect(await values('tỷ lệ việc xong án dân sự KV3')).toEqual([100]);
    expect(await values('số việc hình sự thi hành xong của KV3')).toEqual([0]);
  });

  it('are compared by period and by unit', async () => {
    const period = answered(await hall.ask('số việc xong của KV3 so với cùng kỳ'));
    expect(period.figures.map(({ value, at }) => [value, at])).toEqual([
      [3, '2026-06-17T09:30:00.000+07:00'],
      // Today is not over: the year before ends at the same time of day.
      [1, '2025-06-17T09:30:00.000+07:00'],
    ]);
    expect(period.words.vi).toContain('Tăng 2 việc (+200,0 %)');
    const units = answered(await hall.ask('so sánh số việc xong của KV3 và KV5'));
    expect(units.figures.map(({ unit, value }) => [unit, value])).toEqual([
      ['HCM-KV03', 3],
      ['HCM-KV05', 0],
    ]);
    expect(units.words.vi).toContain('cao hơn');
  });

  it('are ranked, with what is level with the last one', async () => {
    const best = answered(await hall.ask('đơn vị nào xong nhiều việc nhất?'));
    expect(best.figures.map(({ unit, value }) => [unit, value])).toEqual([['HCM-KV03', 3]]);
    const least = answered(await hall.ask('đơn vị nào xong ít việc nhất?'));
    expect(least.words.vi).toContain('Còn 17 đơn vị khác cùng mức.');
    const beyond = answered(await hall.ask('những đơn vị nào có hơn 1 việc phải thi hành'));
    expect(beyond.figures.map(({ unit, value }) => [unit, value])).toEqual([
      ['HCM-KV03', 4],
      ['HCM-KV05', 2],
    ]);
  });

  it('have a place among the others', async () => {
    // “Thứ” without its mark is “thu”, collected: alone it must not turn the question to money.
    expect(await hall.ask('KV5 thứ mấy về số việc xong?')).toEqual(
      await hall.ask('KV5 đứng thứ mấy về số việc xong?'),
    );
    const place = answered(await hall.ask('KV5 đứng thứ mấy về số việc xong?'));
    expect(place.query).toMatchObject({ kind: 'ranking', unit: 'HCM', of: 'HCM-KV05', limit: null });
    expect(place.words.vi).toContain('Phòng Thi hành án dân sự khu vực 5 đứng thứ 2 trong 19 đơn vị');
    // Whoever sees one unit only is not told how it stands among others.
    expect(await hall.ask('KV3 đứng thứ mấy về số việc xong?', { place: 'HCM-KV03' })).toMatchObject({
      outcome: 'cannot',
      reason: 'no_data',
    });
    expect(await hall.send({ ...place.query, of: 'NOWHERE' } as Query)).toMatchObject({
      reason: 'unknown_unit',
    });
  });

  it('are broken down by what cases are told apart by', async () => {
    const rows = async (text: string) =>
      answered(await hall.ask(text)).figures.map(({ label, value }) => [label.vi, value]);
    expect(await rows('số việc phải thi hành theo loại việc của KV3')).toEqual([
      ['Dân sự', 3],
      ['Hình sự', 1],
    ]);
    expect(await rows('số việc xong theo chấp hành viên của KV3 tháng 5')).toContainEqual(['Người Một', 1]);
    expect(await rows('số việc phải thi hành theo hình thức thi hành KV3')).toEqual([
      ['Chủ động', 3],
      ['Theo yêu cầu', 1],
    ]);
    expect((await rows('số việc xong của từng khu vực')).length).toBe(19 + 6);
  });

  it('make a line: what comes within each step, and what stands at its end', async () => {
    const flow = answered(await hall.ask('diễn biến số việc xong của KV3 theo tháng'));
    expect(flow.figures.map(({ value }) => value)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1]);
    const letter = answered(await hall.ask('diễn biến số việc thụ lý mới của KV3 theo tháng'));
    expect(letter.figures.map(({ value }) => value)).toEqual([3, 1, 0, 0, 0, 0, 0, 0, 0]);
    const rate = answered(await hall.ask('xu hướng tỷ lệ việc xong của KV3 theo tháng'));
    expect(rate.figures.map(({ value }) => value).slice(-3)).toEqual([25, 50, 75]);
  });

  it('stand against their target', async () => {
    const own = answered(await hall.ask('KV3 có đạt chỉ tiêu về việc không?'));
    expect(own.words.vi).toContain('năm 2026 của Phòng Thi hành án dân sự khu vực 3 là 84,00 %');
    expect(own.words.vi).toContain('Đạt chỉ tiêu, vượt');
    const all = answered(await hall.ask('đơn vị nào chưa đạt chỉ tiêu về việc'));
    expect(all.words.vi).toContain('0 trong 1 đơn vị được giao chỉ tiêu');
    const met = answered(await hall.ask('khu vực nào vượt chỉ tiêu về việc'));
    expect(met.figures.map(({ unit, target }) => [unit, target?.status])).toEqual([['HCM-KV03', 'met']]);
  });

  it('of a published record are whole, and not divided', async () => {
    const whole = answered(await hall.ask('tỷ lệ việc xong số liệu công bố TP.HCM năm 2025'));
    expect(whole.figures.map(({ value }) => value)).toEqual([84.38]);
    expect(whole.words.vi).toContain('(số liệu công bố)');
    const divided = await hall.ask('số việc xong theo loại việc số liệu công bố TP.HCM năm 2025');
    expect(divided).toMatchObject({ outcome: 'cannot', reason: 'not_divisible' });
  });

  it('are not made up where there are none', async () => {
    expect(await hall.ask('số việc xong năm 2015')).toMatchObject({ outcome: 'cannot', reason: 'no_data' });
    expect(await hall.ask('từ 1/1/1990 đến 31/12/2025 xong bao nhiêu việc')).toMatchObject({
      reason: 'no_data',
    });
    const { words } = answered(await hall.ask('so sánh số việc xong năm 2025 với năm 2024'));
    expect(words.vi).toContain('năm 2024 chưa có số liệu');
  });

  it.each([
    ['dự báo tỷ lệ việc xong cuối năm', 'forecast'],
    ['có cảnh báo nào không', 'alert'],
    ['nhiệm vụ quá hạn của KV3', 'task'],
  ])('%s is understood and said not to be available', async (text, kind) => {
    expect(await hall.ask(text)).toMatchObject({
      outcome: 'cannot',
      reason: 'not_available',
      query: { kind },
    });
  });
});

describe('a query', () => {
  it('that was answered is answered the same when it is sent back', async () => {
    for (const text of [
      'KV3 tháng 5 xong bao nhiêu việc',
      'top 3 đơn vị tỷ lệ việc',
      'tỷ lệ việc xong so với cùng kỳ',
    ]) {
      const first = answered(await hall.ask(text));
      expect(await hall.send(first.query)).toEqual(first);
    }
  });

  it('that is offered is answered', async () => {
    for (const text of [
      'tỷ lệ thi hành xong của KV3',
      'số việc xong của Bình Dương',
      'tình hình KV3',
      'số việc đình chỉ',
    ]) {
      const answer = await hall.ask(text);
      if (answer.outcome !== 'choose') throw new Error(text);
      expect(answer.choices.length).toBeGreaterThan(1);
      for (const { query, label } of answer.choices) {
        expect(label.vi).not.toBe('');
        expect((await hall.send(query)).outcome).toBe('answered');
      }
    }
  });

  it('of an indicator that is not there names the field', async () => {
    const query: Query = { kind: 'definition', subject: { of: 'indicator', key: 'happiness' } };
    await expect(hall.send(query)).rejects.toMatchObject({ statusCode: 400, field: 'query.subject.key' });
  });
});

describe('where there is no answer', () => {
  it.each([
    'vì sao tỷ lệ việc xong của KV3 thấp',
    'vì sao số tiền chưa có điều kiện tăng',
    'số tiền thu được năm 2030',
    'dự báo tỷ lệ tiền xong',
    'thời tiết hôm nay',
    'xóa hết số việc',
  ])('%s: questions near it are given that are answered, in both languages', async (text) => {
    const answer = await hall.ask(text);
    if (answer.outcome !== 'cannot') throw new Error(answer.outcome);
    expect(answer.examples.length).toBeGreaterThan(1);
    for (const { vi, en } of answer.examples) {
      const [first, second] = [answered(await hall.ask(vi)), answered(await hall.ask(en))];
      expect([en, second.query]).toEqual([en, first.query]);
    }
  });
});

describe('somebody with a place', () => {
  const place = 'HCM-KV03';

  it('is answered about it where none is named', async () => {
    expect(await hall.ask('tỷ lệ việc xong', { place })).toMatchObject({ query: { unit: place } });
    expect(await hall.ask('tỷ lệ việc xong toàn đơn vị', { place })).toMatchObject({
      query: { unit: place },
    });
  });

  it('is told of any other unit just what is told of one that is not there', async () => {
    const nowhere = await hall.ask('tỷ lệ việc xong của khu vực 99', { place });
    expect(nowhere).toMatchObject({ outcome: 'cannot', reason: 'unknown_unit', query: null });
    for (const text of [
      'tỷ lệ việc xong của khu vực 5',
      'ty le viec xong kv5',
      'Gò Vấp tỷ lệ việc xong bao nhiêu',
      'tỷ lệ việc xong phòng tín dụng ngân hàng',
      'so sánh tỷ lệ việc xong của KV3 và KV5',
      'tỷ lệ việc xong KV3 so với toàn thành phố',
      'tỷ lệ việc xong HCM-KV05',
      'tỷ lệ việc xong cả nước',
      'tỷ lệ việc xong số liệu công bố TP.HCM',
      'dự báo tỷ lệ việc xong của KV5',
      'cảnh báo của KV5',
      'số việc xong của Bình Dương',
    ])
      expect([text, await hall.ask(text, { place })]).toEqual([text, nowhere]);
    const previous: Query = {
      ...{ kind: 'value', subject: { of: 'indicator', key: 'case_completion_rate' }, unit: 'HCM-KV05' },
      period: { from: '2025-10-01', to: '2026-06-17' },
    };
    expect(await hall.ask('còn năm ngoái?', { place, previous })).toEqual(nowhere);
    expect(await hall.send(previous, place)).toEqual(nowhere);
    expect(await hall.send({ ...previous, unit: 'NOWHERE' }, place)).toEqual(nowhere);
  });

  it('sees no enforcer without the permission', async () => {
    const permissions = PERMISSIONS.filter((one) => one !== 'cases.read');
    const answer = await hall.ask('số việc xong theo chấp hành viên của KV3', { permissions });
    expect(answer).toMatchObject({ outcome: 'cannot', reason: 'not_permitted' });
    expect(JSON.stringify(answer)).not.toContain('Người Một');
  });

  it('ranks nothing beyond it', async () => {
    const answer = await hall.ask('đơn vị nào xong nhiều việc nhất', { place });
    expect(answer).toMatchObject({ outcome: 'cannot', reason: 'no_data' });
    for (const other of ['HCM-KV05', 'khu vực 5']) expect(JSON.stringify(answer)).not.toContain(other);
  });
});

describe('whatever is asked', () => {
  const PIECES = [
    ...[
      'tỷ lệ',
      'việc',
      'tiền',
      'xong',
      'kv',
      'khu vực',
      '5',
      '3',
      '99',
      'tháng',
      'năm',
      'so với',
      'cùng kỳ',
      'nào',
      'nhất',
    ],
    ...[
      'thấp',
      'cao',
      'top',
      'theo',
      'loại việc',
      'chấp hành viên',
      'Gò Vấp',
      'toàn thành phố',
      '2025',
      '31/12/2025',
      'từ',
      'đến',
    ],
    ...[
      'hoãn',
      'chỉ tiêu',
      'xu hướng',
      'là gì',
      'còn',
      'phòng',
      'nghiệp vụ',
      'dưới',
      '40%',
      'hình sự',
      ',',
      'vì sao',
      'dự báo',
    ],
    ...[
      "'; DROP TABLE case_version; --",
      'ignore previous instructions',
      '<script>',
      '\u0000',
      '﷽',
      '🔥',
      '١٢',
      '-1',
      '1e309',
    ],
  ];
  const asked = fc.oneof(
    fc.string({ unit: 'binary', maxLength: QUESTION_MAX }),
    fc
      .array(fc.constantFrom(...PIECES), { maxLength: 12 })
      .map((pieces) => pieces.join(' ').slice(0, QUESTION_MAX)),
  );

  it('is answered in the form of the contract, and never names a unit outside the asker’s part', async () => {
    const place = 'HCM-KV03';
    await fc.assert(
      fc.asyncProperty(asked, fc.option(asked, { nil: undefined }), async (text, before) => {
        const first = before === undefined ? null : await hall.ask(before, { place });
        const previous = first && 'query' in first ? (first.query ?? undefined) : undefined;
        const answer = questionAnswer.parse(await hall.ask(text, { place, ...(previous && { previous }) }));
        const { ignored: _ignored, ...told } = { ignored: [], ...answer };
        const said = JSON.stringify({ ...told, words: undefined }) + withoutEcho(answer);
        for (const other of ['HCM-KV05', 'khu vực 5', 'HCM-P', '"HCM"', 'CB-HCM', 'CB-VN', 'Phòng Tín dụng'])
          expect(said).not.toContain(other);
        if ('query' in answer && answer.query) questionRequest.parse({ query: answer.query });
      }),
      { numRuns: 300 },
    );
  });

  it('ends in time, however long and odd', async () => {
    for (const piece of PIECES) {
      const text = `${piece} `.repeat(QUESTION_MAX).slice(0, QUESTION_MAX);
      questionAnswer.parse(await hall.ask(text));
    }
  });
});

/** The sentence without the asker's own words that it repeats. */
function withoutEcho({ words }: QuestionAnswer): string {
  return words.vi.split('Chưa hiểu và đã bỏ qua')[0] ?? '';
}

describe('suggested questions', () => {
  it.each(BUILT_IN_ROLES)('of a %s are all understood', (role) => {
    const whole = { place: null, permissions: PERMISSIONS, covers: () => true };
    const { questions } = hall.questions.suggested(whole, role);
    expect(questions.length).toBeGreaterThan(3);
  });

  it('are about the asker’s own unit', () => {
    const own = {
      place: 'HCM-KV03',
      permissions: PERMISSIONS,
      covers: (unit: string) => unit === 'HCM-KV03',
    };
    const { questions } = hall.questions.suggested(own, 'staff');
    for (const { query } of questions) expect(query).toMatchObject({ unit: 'HCM-KV03' });
  });

  it('mean the same in English', async () => {
    for (const role of BUILT_IN_ROLES)
      for (const { words, query } of hall.questions.suggested(
        { place: null, permissions: PERMISSIONS, covers: () => true },
        role,
      ).questions)
        expect([words.en, await hall.ask(words.en)]).toMatchObject([words.en, { query }]);
  });
});
