import { expect, it } from 'vitest';
import { readAudit } from './audit.ts';

it('tells grave weaknesses from lesser ones', () => {
  const text = JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      alpha: { name: 'alpha', severity: 'high', range: '<2.0.0' },
      beta: { name: 'beta', severity: 'low', range: '*' },
    },
  });
  expect(readAudit(text)).toEqual({ asked: true, grave: ['alpha <2.0.0: high'], lesser: ['beta *: low'] });
});

it('does not take a registry that refuses the question for one that knows of nothing', () => {
  expect(readAudit('{"message":"405 Method Not Allowed","statusCode":405}').asked).toBe(false);
  expect(readAudit('').asked).toBe(false);
});
