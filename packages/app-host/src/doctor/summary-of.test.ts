import { describe, expect, test } from 'vitest';
import { failed, passed, skipped, warned } from './finding.ts';
import { summaryOf } from './summary-of.ts';

const nothing = { cause: [], next: [] };

describe('summaryOf', () => {
  test('summaryOf is good when nothing failed, even if steps were skipped', () => {
    expect(summaryOf([passed('a'), skipped('b', 'off')])).toEqual({
      line: 'No problem was found',
      failures: 0,
    });
  });

  test('summaryOf does not fail because of warnings, but counts them', () => {
    expect(summaryOf([warned('a', nothing), passed('b')])).toEqual({
      line: 'No problem was found, 1 warning',
      failures: 0,
    });
  });

  test('the verdict names the first failure, because later ones may follow from it', () => {
    const findings = [warned('w', nothing), failed('first', nothing), failed('second', nothing)];
    expect(summaryOf(findings)).toEqual({ line: '2 problems; begin with: first', failures: 2 });
  });
});
