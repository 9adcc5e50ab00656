import { describe, expect, test } from 'vitest';
import { failed, passed, skipped, warned } from './finding.ts';
import { verdict } from './verdict.ts';

const nothing = { cause: [], next: [] };

describe('verdict', () => {
  test('the verdict is good when nothing failed, even if steps were skipped', () => {
    expect(verdict([passed('a'), skipped('b', 'off')])).toEqual({
      line: 'No problem was found',
      failures: 0,
    });
  });

  test('the verdict does not fail because of warnings, but counts them', () => {
    expect(verdict([warned('a', nothing), passed('b')])).toEqual({
      line: 'No problem was found, 1 warning',
      failures: 0,
    });
  });

  test('the verdict names the first failure, because later ones may follow from it', () => {
    const findings = [warned('w', nothing), failed('first', nothing), failed('second', nothing)];
    expect(verdict(findings)).toEqual({ line: '2 problems; begin with: first', failures: 2 });
  });
});
