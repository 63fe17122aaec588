/** Words of the signs that tell monitors apart. */
import type { ExtraShows, Standing, WallPosition } from '../contract/wall.ts';
import type { Locale } from './words.ts';
import { WORDS } from './words.ts';

interface SignWords {
  unlabelled: string;
  extra: Record<Exclude<ExtraShows['kind'], 'role' | 'part'>, string>;
  repeats: (role: string) => string;
  part: (part: number) => string;
  standing: Record<Standing, string>;
  row: (position: WallPosition) => string;
  only: string;
  first: string;
  last: string;
  nth: (column: number) => string;
  identify: string;
  move: string;
  doubt: string;
  picked: string;
}

export const SIGN_WORDS: Record<Locale, SignWords> = {
  vi: {
    unlabelled: 'không có nhãn',
    extra: { dark: 'Để tối', free: 'Không dùng cho tường' },
    repeats: (role) => `Lặp lại: ${role}`,
    part: (part) => `Phần thêm ${part} của cảnh`,
    standing: {
      sure: 'đã nhận ra màn hình này',
      unsure: 'chưa chắc là màn hình này',
      guest: 'ở nhờ: màn hình riêng đang vắng',
      new: 'chưa gắn',
    },
    row: ({ row, rows }) =>
      rows === 1 ? '' : rows === 2 ? (row === 1 ? 'hàng trên, ' : 'hàng dưới, ') : `hàng ${row}, `,
    only: 'một mình',
    first: 'trái ngoài cùng',
    last: 'phải ngoài cùng',
    nth: (column) => `thứ ${column} từ trái`,
    identify: 'Ctrl + Alt + Shift + M: đổi chỗ và xác nhận',
    move: 'Bấm số của hai màn hình để đổi chỗ. Enter: xác nhận. Esc: bỏ, giữ như cũ.',
    doubt: 'Hệ thống chưa chắc các vai trò treo đúng chỗ. Xin xem lại rồi bấm Enter.',
    picked: 'Đổi chỗ với màn hình số mấy?',
  },
  en: {
    unlabelled: 'no label',
    extra: { dark: 'Left dark', free: 'Not used by the wall' },
    repeats: (role) => `Repeats: ${role}`,
    part: (part) => `Further part ${part} of the scene`,
    standing: {
      sure: 'monitor recognised',
      unsure: 'not sure that this is the monitor',
      guest: 'guest: its own monitor is away',
      new: 'not bound yet',
    },
    row: ({ row, rows }) =>
      rows === 1 ? '' : rows === 2 ? (row === 1 ? 'upper row, ' : 'lower row, ') : `row ${row}, `,
    only: 'alone',
    first: 'far left',
    last: 'far right',
    nth: (column) => `number ${column} from the left`,
    identify: 'Ctrl + Alt + Shift + M: move and confirm',
    move: 'Press the numbers of two monitors to change their places. Enter: confirm. Esc: leave all as it was.',
    doubt: 'The system is not sure that every role hangs in its place. Please look, then press Enter.',
    picked: 'Change places with which monitor?',
  },
};

/** Where a monitor hangs, as one would say it: "far left". */
export function placeWords(position: WallPosition, locale: Locale): string {
  const words = SIGN_WORDS[locale];
  const { column, columns } = position;
  const along =
    columns === 1
      ? words.only
      : column === 1
        ? words.first
        : column === columns
          ? words.last
          : words.nth(column);
  return position.rows === 1 && columns === 1 ? '' : words.row(position) + along;
}

/** What an extra monitor shows. */
export function extraWords(shows: ExtraShows, locale: Locale): string {
  const words = SIGN_WORDS[locale];
  if (shows.kind === 'role') return words.repeats(WORDS[locale].roles[shows.role]);
  return shows.kind === 'part' ? words.part(shows.part) : words.extra[shows.kind];
}
