/** Numbers packed into bytes: small ones take one byte, the largest safe integer eight. */

/** An exact integer that is a plain number as long as it is a safe one. */
export type Exact = number | bigint;

export interface Packer {
  /** Writes a whole number ≥ 0 and safe. */
  natural(n: number): void;
  /** Writes any exact integer. */
  integer(n: Exact): void;
  byte(n: number): void;
  /** The bytes written so far, copied; the packer begins anew. */
  take(): Buffer;
  readonly length: number;
}

export interface Unpacker {
  natural(): number;
  integer(): Exact;
  byte(): number;
  /** Whether all bytes were read. */
  done(): boolean;
}

/** The longest a packed number gets, with room to spare. */
const NUMBER_BYTES_MOST = 24;

export function createPacker(): Packer {
  let bytes = Buffer.allocUnsafe(1024);
  let at = 0;

  function room(): void {
    if (at + NUMBER_BYTES_MOST < bytes.length) return;
    const larger = Buffer.allocUnsafe(bytes.length * 2);
    bytes.copy(larger, 0, 0, at);
    bytes = larger;
  }

  /** Seven bits a byte, the least significant first; the highest bit says that more follow. */
  function rest(n: number): void {
    let left = n;
    while (left >= 0x80) {
      bytes[at++] = (left % 0x80) | 0x80;
      left = Math.floor(left / 0x80);
    }
    bytes[at++] = left;
  }

  function restOfBig(n: bigint): void {
    let left = n;
    while (left >= 0x80n) {
      bytes[at++] = Number(left & 0x7fn) | 0x80;
      left >>= 7n;
    }
    bytes[at++] = Number(left);
  }

  return {
    natural(n) {
      room();
      rest(n);
    },
    integer(n) {
      room();
      const negative = n < 0 ? 0x40 : 0;
      if (typeof n === 'bigint') {
        const size = n < 0n ? -n : n;
        const first = Number(size & 0x3fn) | negative;
        if (size < 0x40n) bytes[at++] = first;
        else {
          bytes[at++] = first | 0x80;
          restOfBig(size >> 6n);
        }
        return;
      }
      const size = Math.abs(n);
      const first = (size % 0x40) | negative;
      if (size < 0x40) bytes[at++] = first;
      else {
        bytes[at++] = first | 0x80;
        rest(Math.floor(size / 0x40));
      }
    },
    byte(n) {
      room();
      bytes[at++] = n;
    },
    take() {
      const taken = Buffer.from(bytes.subarray(0, at));
      at = 0;
      return taken;
    },
    get length() {
      return at;
    },
  };
}

export function createUnpacker(bytes: Uint8Array): Unpacker {
  let at = 0;

  function rest(): number {
    let byte = bytes[at++] as number;
    let n = byte & 0x7f;
    let scale = 0x80;
    while (byte & 0x80) {
      byte = bytes[at++] as number;
      n += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
    return n;
  }

  function exactly(from: number): bigint {
    let n = 0n;
    let shift = 0n;
    let byte = 0x80;
    for (at = from; byte & 0x80; shift += 7n) {
      byte = bytes[at++] as number;
      n |= BigInt(byte & 0x7f) << shift;
    }
    return n;
  }

  return {
    natural: rest,
    integer() {
      const first = bytes[at++] as number;
      const low = first & 0x3f;
      const negative = (first & 0x40) !== 0;
      if (!(first & 0x80)) return negative ? -low : low;
      const from = at;
      const size = rest() * 0x40 + low;
      if (size <= Number.MAX_SAFE_INTEGER) return negative ? -size : size;
      const exact = exactly(from) * 0x40n + BigInt(low);
      return negative ? -exact : exact;
    },
    byte: () => bytes[at++] as number,
    done: () => at >= bytes.length,
  };
}
