/** The live connection under load: a hundred subscribers, five hundred events a second. */
import { dismiss, gather } from './live/audience.ts';
import { createLoad } from './live/load.ts';
import { listen, type Outcome } from './live/listen.ts';
import { onLiveStage, type Stage } from './live/stage.ts';
import { percentile, report, round } from './report.ts';

const CASES = 20_000;
const SUBSCRIBERS = 100;
const EVENTS = 500;
const WARM_UP_MS = 5_000;
const LASTS_MS = 30_000;
/** Every tenth subscriber is a slow one, where some are: one of them a screen of the wall. */
const SLOW_EVERY = 10;

async function measure(stage: Stage): Promise<void> {
  const load = createLoad({ ...stage.push, units: stage.offices, events: EVENTS });
  await load.run(WARM_UP_MS);
  const none = await listen(stage, load, { quick: [], slow: [] }, LASTS_MS);

  const first = await gather(stage, 1);
  await listen(stage, load, { quick: first, slow: [] }, WARM_UP_MS);
  const one = await listen(stage, load, { quick: first, slow: [] }, LASTS_MS);
  dismiss(first);

  const everybody = await gather(stage, SUBSCRIBERS);
  await listen(stage, load, { quick: everybody, slow: [] }, WARM_UP_MS);
  const all = await listen(stage, load, { quick: everybody, slow: [] }, LASTS_MS);
  const slow = everybody.filter((_, n) => n % SLOW_EVERY === 0);
  const quick = everybody.filter((_, n) => n % SLOW_EVERY !== 0);
  const besideSlow = await listen(stage, load, { quick, slow }, LASTS_MS);
  dismiss(everybody);

  tellDelays(one, all);
  tellCost(none, one, all);
  tellSlow(all, besideSlow, slow.length);
}

const p95 = (samples: readonly number[]) => percentile(samples, 0.95);
const p50 = (samples: readonly number[]) => percentile(samples, 0.5);

function tellDelays(one: Outcome, all: Outcome): void {
  for (const [name, of] of [
    ['p50 from the push answered to the message', (o: Outcome) => p50(o.delays.answered)],
    ['p95 from the push answered to the message', (o: Outcome) => p95(o.delays.answered)],
    ['p50 from the push sent to the message', (o: Outcome) => p50(o.delays.sent)],
    ['p95 from the push sent to the message', (o: Outcome) => p95(o.delays.sent)],
    ['p95 from the push sent to its answer', (o: Outcome) => p95(o.pushes)],
  ] as const)
    report({
      bench: `live, ${SUBSCRIBERS} subscribers, ${EVENTS} events/s: ${name}`,
      value: Math.round(of(all)),
      unit: 'ms',
      ratio: round(of(all) / of(one)),
      baseline: `${Math.round(of(one))} ms with 1 subscriber, a screen of the wall; load ${one.load}, ${all.load}`,
    });
}

function tellCost(none: Outcome, one: Outcome, all: Outcome): void {
  report({
    bench: `live, ${SUBSCRIBERS} subscribers, ${EVENTS} events/s: processor time of the engine`,
    value: Math.round(all.processor * 100),
    unit: '% of one processor',
    ratio: round(all.processor / one.processor),
    baseline: `${Math.round(one.processor * 100)} % with 1 subscriber, ${Math.round(none.processor * 100)} % with none`,
  });
  report({
    bench: `live, ${SUBSCRIBERS} subscribers, ${EVENTS} events/s: messages to all of them`,
    value: Math.round(all.messages),
    unit: 'messages/s',
    ratio: round(all.messages / one.messages),
    baseline: `${Math.round(one.messages)} messages/s with 1 subscriber; ${Math.round(all.kib)} and ${Math.round(one.kib)} KiB/s`,
  });
  tellMemory(`${SUBSCRIBERS} subscribers`, all);
}

function tellSlow(all: Outcome, besideSlow: Outcome, slow: number): void {
  const quick = SUBSCRIBERS - slow;
  report({
    bench: `live, ${quick} subscribers beside ${slow} slow ones: p95 from the push answered to the message`,
    value: Math.round(p95(besideSlow.delays.answered)),
    unit: 'ms',
    ratio: round(p95(besideSlow.delays.answered) / p95(all.delays.answered)),
    baseline: `${Math.round(p95(all.delays.answered))} ms while all read at once; load ${besideSlow.load}`,
  });
  report({
    bench: `live, ${slow} slow subscribers: from the last push to the newest state, once they read again`,
    value: Math.round(besideSlow.caughtUpMs),
    unit: 'ms',
    ratio: null,
    baseline: `${besideSlow.gone} of them had been disconnected`,
  });
  tellMemory(`${quick} subscribers beside ${slow} slow ones`, besideSlow);
}

function tellMemory(who: string, { mib, mibBefore }: Outcome): void {
  report({
    bench: `live, ${who}, ${EVENTS} events/s: resident memory of the engine after ${LASTS_MS / 1000} s`,
    value: Math.round(mib),
    unit: 'MiB',
    ratio: round(mib / mibBefore),
    baseline: `${Math.round(mibBefore)} MiB before`,
  });
}

export function live(): Promise<void> {
  return onLiveStage(CASES, measure);
}
