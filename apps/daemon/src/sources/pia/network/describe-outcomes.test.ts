import { describe, expect, test } from 'vitest';
import { describeOutcomes } from './describe-outcomes.ts';

const failed = (address: string, code: string, hostname?: string) =>
  ({ address, source: 'address-plan', code, hostname }) as const;

describe('describeOutcomes', () => {
  test('describeOutcomes groups by outcome and gives the advice for the most informative one', () => {
    expect(
      describeOutcomes([
        failed('10.9.0.1', 'PIA_TIMEOUT'),
        failed('10.9.128.1', 'PIA_CERTIFICATE_EXPIRED'),
        failed('10.9.155.1', 'PIA_TIMEOUT'),
      ]),
    ).toEqual({
      problem: 'certificate not valid at this time: 10.9.128.1; timed out: 10.9.0.1, 10.9.155.1',
      advice: 'check the clock of this machine',
    });
  });

  test('describeOutcomes shows the name of another server', () => {
    expect(
      describeOutcomes([failed('10.9.0.1', 'PIA_WRONG_HOSTNAME', 'london401')]).problem,
    ).toContain('10.9.0.1 (london401)');
  });

  test('describeOutcomes shows an unknown code as it is', () => {
    expect(describeOutcomes([failed('10.9.0.1', 'ENEW')]).problem).toBe('ENEW: 10.9.0.1');
  });

  test('describeOutcomes gives advice on this machine first where it lacked something to try addresses', () => {
    const { problem, advice } = describeOutcomes([
      failed('10.9.0.1', 'PIA_CERTIFICATE_EXPIRED'),
      failed('10.9.128.1', 'PIA_NO_RESOURCES'),
    ]);
    expect(problem).toMatch(
      /^not tried, because this machine has no file descriptor.*10\.9\.128\.1;/,
    );
    expect(advice).toContain('open files');
  });
});
