/** Be Vietnam Pro from the package registry, in the three weights and subsets the screens use. */
import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/latin-700.css';
import '@fontsource/be-vietnam-pro/latin-ext-400.css';
import '@fontsource/be-vietnam-pro/latin-ext-600.css';
import '@fontsource/be-vietnam-pro/latin-ext-700.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import '@fontsource/be-vietnam-pro/vietnamese-700.css';

const SAMPLE = 'Thi hành án dân sự ữ ự ẫ ỹ Đ 0123456789';

/** Resolves when all weights are there (or refused), so that nothing is drawn twice. */
export async function fontsReady(): Promise<void> {
  await Promise.allSettled(
    [400, 600, 700].map((w) => document.fonts.load(`${w} 16px "Be Vietnam Pro"`, SAMPLE)),
  );
}
