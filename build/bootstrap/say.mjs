/**
 * What the set-up tells the person in front of it. Everything goes to standard error, because the standard output
 * of the programs it starts belongs to them.
 */

const SILENT_MS = 2000;
const EVERY_MS = 5000;

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Says what is being done, shows that it goes on when it takes more than two seconds, and hands on the result.
 * @template T
 * @param {string} label
 * @param {(progress: (detail: string) => void) => Promise<T>} work gets a function that names what it is at
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const began = Date.now();
  const tty = process.stderr.isTTY === true;
  let detail = '';
  say(`${label} …`);
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const timer = setInterval(
    () => {
      if (Date.now() - began < SILENT_MS) return;
      const line = `  ${detail === '' ? 'still at it' : detail}, ${seconds()} s`;
      process.stderr.write(tty ? `\r\x1b[K${line}` : `${line}\n`);
    },
    tty ? 1000 : EVERY_MS,
  );
  try {
    return await work((text) => {
      detail = text;
    });
  } finally {
    clearInterval(timer);
    if (Date.now() - began >= SILENT_MS)
      process.stderr.write(`${tty ? '\r\x1b[K' : ''}  took ${seconds()} s\n`);
  }
}
