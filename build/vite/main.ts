/** `npm run build -- [NAME…]`: builds what has changed. */
import { buildChanged } from './build.ts';

const names = process.argv.slice(2);
await buildChanged(names.length > 0 ? names : undefined);
