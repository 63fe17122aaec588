/** Bytes of a file on disk, read where they are asked for: files may be larger than memory. */
import { open } from 'node:fs/promises';
import type { Source } from 'pmtiles';

/** @returns fewer bytes where the file ends before */
export async function bytesAt(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export function fileSource(path: string): Source {
  return {
    getKey: () => path,
    async getBytes(offset, length) {
      const bytes = await bytesAt(path, offset, length);
      return { data: new Uint8Array(bytes).buffer };
    },
  };
}
