import { expect, it } from 'vitest';
import { totalLine } from './count.ts';
import { countReport } from './suites.ts';

function report(over: Record<string, unknown>): string {
  return JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    success: true,
    testResults: [{ status: 'passed', assertionResults: [{}, {}, {}, {}] }],
    ...over,
  });
}

it('counts what passed and what was skipped', () => {
  expect(countReport(report({}))).toEqual({ passed: 3, failed: 0, skipped: 1 });
});

it('counts a file that could not be read as a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(countReport(report({ success: false, testResults })).failed).toBe(1);
});

it('never calls an unsuccessful run free of failures', () => {
  expect(countReport(report({ success: false })).failed).toBe(1);
});

it('names skipped tests only when there are some', () => {
  expect(totalLine({ passed: 2, failed: 1, skipped: 0 })).toBe('2 passed, 1 failed');
  expect(totalLine({ passed: 2, failed: 0, skipped: 4 })).toBe('2 passed, 0 failed, 4 skipped');
});
