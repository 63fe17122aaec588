/** Pictures as they are kept, in the database itself: backups hold them, and there is one truth of what is there. */
import type { Instant } from '../../contract/calendar.ts';
import { type IMAGE_TYPES, imageWords, type ImageWords } from '../../contract/images.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface KeptImage {
  readonly id: string;
  readonly words: ImageWords;
  readonly type: (typeof IMAGE_TYPES)[number];
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly by: string;
  readonly at: Instant;
}

type Row = Omit<KeptImage, 'words'> & { words: string };

const SELECT = 'SELECT id, words, type, width, height, bytes, by, at FROM image';

/** The newest first. */
export function listImages(db: ReadableDB): KeptImage[] {
  return db.prepare<[], Row>(`${SELECT} ORDER BY at DESC, id`).all().map(kept);
}

export function findImage(db: ReadableDB, id: string): KeptImage | undefined {
  const row = db.prepare<[string], Row>(`${SELECT} WHERE id = ?`).get(id);
  return row && kept(row);
}

export function contentOf(db: ReadableDB, id: string): Buffer | undefined {
  return db.prepare<[string], Buffer>('SELECT content FROM image_content WHERE image = ?').pluck().get(id);
}

export function sumOfImages(db: ReadableDB): { images: number; bytes: number } {
  const sum = db.prepare<[], { images: number; bytes: number }>(
    'SELECT count(*) AS images, coalesce(sum(bytes), 0) AS bytes FROM image',
  );
  return sum.get() ?? { images: 0, bytes: 0 };
}

export function addImage(db: WritableDB, image: KeptImage, content: Buffer): void {
  db.prepare(
    `INSERT INTO image (id, words, type, width, height, bytes, by, at)
     VALUES (@id, @words, @type, @width, @height, @bytes, @by, @at)`,
  ).run({ ...image, words: JSON.stringify(image.words) });
  db.prepare('INSERT INTO image_content (image, content) VALUES (?, ?)').run(image.id, content);
}

export function describeImage(db: WritableDB, id: string, words: ImageWords): void {
  db.prepare('UPDATE image SET words = ? WHERE id = ?').run(JSON.stringify(words), id);
}

export function removeImage(db: WritableDB, id: string): void {
  db.prepare('DELETE FROM image_content WHERE image = ?').run(id);
  db.prepare('DELETE FROM image WHERE id = ?').run(id);
}

function kept(row: Row): KeptImage {
  return { ...row, words: imageWords.parse(JSON.parse(row.words)) };
}
