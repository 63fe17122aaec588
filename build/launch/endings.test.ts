import { expect, it } from 'vitest';
import { makeEndings } from './endings.ts';

function noting() {
  const done: string[] = [];
  const failures: unknown[] = [];
  const endings = makeEndings((error) => failures.push(error));
  const end = (name: string) => () => {
    done.push(name);
    return Promise.resolve();
  };
  return { done, failures, endings, end };
}

it('ends the last started first, once', async () => {
  const { done, endings, end } = noting();
  await endings.add(end('display'));
  await endings.add(end('wall'));
  await Promise.all([endings.run(), endings.run()]);
  expect(done).toEqual(['wall', 'display']);
});

it('lets nobody go on before everything has ended', async () => {
  const { done, endings, end } = noting();
  await endings.add(async () => {
    await new Promise(setImmediate);
    done.push('slow');
  });
  await endings.add(end('quick'));
  void endings.run();
  await endings.run();
  expect(done).toEqual(['quick', 'slow']);
});

it('ends at once what is started after the end has begun', async () => {
  const { done, endings, end } = noting();
  await endings.run();
  await endings.add(end('late'));
  expect(done).toEqual(['late']);
});

it('goes on past an ending that fails', async () => {
  const { done, failures, endings, end } = noting();
  await endings.add(end('display'));
  await endings.add(() => Promise.reject(new Error('stuck')));
  await endings.run();
  expect(done).toEqual(['display']);
  expect(failures).toHaveLength(1);
});
