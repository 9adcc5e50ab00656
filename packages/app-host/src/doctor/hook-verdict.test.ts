import { expect, test } from 'vitest';
import { hookVerdict } from './hook-verdict.ts';

test('a hook that is not there is a failure with what to do', () => {
  expect(hookVerdict(['/nowhere/hook'])).toEqual({
    mark: 'failed',
    headline: 'The hook cannot be started',
    notes: [
      'cause: /nowhere/hook: it does not exist',
      'next:  check the path, and that it is mounted into the container',
    ],
  });
});

test('a hook whose program is there passes, and none is skipped', () => {
  expect(hookVerdict(['/bin/sh', '-c', 'true']).mark).toBe('passed');
  expect(hookVerdict(undefined).mark).toBe('skipped');
});
