/** A text to be searched: small letters without their marks, so that `bang dieu hanh` finds `Bảng điều hành`. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').trim();
}
