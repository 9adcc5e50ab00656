import { expect, test } from 'vitest';
import { examineCommand } from './examine-command.ts';

test('a missing hook is a failure that says what to do', () => {
  expect(examineCommand(['/nowhere/hook'])).toEqual({
    mark: 'failed',
    headline: 'The hook cannot be started',
    notes: [
      'cause: /nowhere/hook: it does not exist',
      'next:  check the path, and that it is mounted into the container',
    ],
  });
});

test('a hook whose program exists passes the examination', () => {
  expect(examineCommand(['/bin/sh', '-c', 'true']).mark).toBe('passed');
});
