/** Looking at windows by way of the shell, because a page that has crashed once is lost to whoever drives it from outside. */
import type { ElectronApplication } from '@playwright/test';

/**
 * Runs a function, which may use nothing around it, in every window of the wall that is seen, left to right. `null` stands for
 * a window that does not answer within a second.
 */
export function inEveryWindow<T>(app: ElectronApplication, look: () => T): Promise<(T | null)[]> {
  return app.evaluate(async ({ BrowserWindow }, code) => {
    const windows = BrowserWindow.getAllWindows()
      .filter((one) => one.isVisible() && one.webContents.getURL().startsWith('app://wall/'))
      .sort((a, b) => a.getBounds().x - b.getBounds().x);
    const answers = windows.map(async ({ webContents }) => {
      if (webContents.isCrashed() || webContents.isLoading()) return null;
      const late = new Promise((resolve) => setTimeout(resolve, 1_000, null));
      const found = webContents.executeJavaScript(code).catch(() => null) as Promise<unknown>;
      return Promise.race([found, late]);
    });
    return (await Promise.all(answers)) as (T | null)[];
  }, `(${look.toString()})()`);
}
