/** Tinos from the package registry: as wide and as high as Times New Roman, which papers of the State are written in. */
import '@fontsource/tinos/latin-400.css';
import '@fontsource/tinos/latin-700.css';
import '@fontsource/tinos/latin-400-italic.css';
import '@fontsource/tinos/latin-ext-400.css';
import '@fontsource/tinos/latin-ext-700.css';
import '@fontsource/tinos/latin-ext-400-italic.css';
import '@fontsource/tinos/vietnamese-400.css';
import '@fontsource/tinos/vietnamese-700.css';
import '@fontsource/tinos/vietnamese-400-italic.css';

const SAMPLE = 'Thi hành án dân sự ữ ự ẫ ỹ Đ 0123456789';

/** Resolves when the letters are there (or refused). */
export async function printFontsReady(): Promise<void> {
  await Promise.allSettled(
    ['400', '700', 'italic 400'].map((style) => document.fonts.load(`${style} 12px Tinos`, SAMPLE)),
  );
}
