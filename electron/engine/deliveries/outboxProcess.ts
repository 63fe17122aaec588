/**
 * An outbox as a process of its own, for tests that end it without a word: puts what it is told on its command line
 * (keys and mail addresses), delivers, and says on its standard output what became of everything once nothing waits.
 */
import { openStore } from '../store/index.ts';
import { createDeliveries } from './deliveries.ts';

const [dataDir = '', ...puts] = process.argv.slice(2);
const { db } = openStore({ dataDir });
const deliveries = createDeliveries({
  db,
  dataDir,
  now: Date.now,
  failed: (error) => void process.stderr.write(`${String(error)}\n`),
  wait: () => 50,
});
for (const put of puts) {
  const [key = '', address = ''] = put.split('=');
  const to = address.includes('@') ? { mail: [address] } : { endpoint: address };
  db.transaction(() => deliveries.put({ key, kind: 'alert', to, subject: key, text: key }))();
}
deliveries.start();
setInterval(() => {
  const { waiting, sending } = deliveries.store.counts();
  if (waiting + sending > 0) return;
  process.stdout.write(
    `${JSON.stringify(deliveries.store.list(undefined, Number.MAX_SAFE_INTEGER, 500))}\n`,
    () => process.exit(0),
  );
}, 20);
