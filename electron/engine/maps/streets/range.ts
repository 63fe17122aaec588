/** The one range of bytes that a request asks for (RFC 9110, 14.2); several at once are not served. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * @param header `bytes=0-511`, `bytes=512-` or `bytes=-512`
 * @returns cut to the file; `null` where it asks for nothing of it or cannot be read
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(size, Number(last));
    return length === 0 ? null : { offset: size - length, length };
  }
  const offset = Number(first);
  const end = last === '' ? size - 1 : Math.min(size - 1, Number(last));
  return offset > end ? null : { offset, length: end - offset + 1 };
}
