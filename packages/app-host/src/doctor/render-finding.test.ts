import { describe, expect, test } from 'vitest';
import { failed, passed, skipped, warned } from './finding.ts';
import { renderFinding } from './render-finding.ts';

describe('renderFinding', () => {
  test('renderFinding prints the cause and the next step below a failure', () => {
    const finding = failed('Could not detect gateway IP', {
      cause: 'timed out',
      next: ['one', 'two'],
    });
    expect(renderFinding(finding)).toBe(
      '✗ Could not detect gateway IP\n    cause: timed out\n    next:  one\n    next:  two\n',
    );
  });

  test('renderFinding distinguishes the four outcomes', () => {
    const nothing = { cause: [], next: [] };
    const findings = [passed('a'), warned('b', nothing), failed('c', nothing), skipped('d', 'why')];
    expect(findings.map(renderFinding).join('')).toBe('✓ a\n! b\n✗ c\n– d: why\n');
  });
});
