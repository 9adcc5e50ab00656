import type { CommandLine } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { hookStep } from './hook-step.ts';

async function check(onPortChange: CommandLine | undefined) {
  const { signal } = new AbortController();
  return (await hookStep.check({ examination: { values: { onPortChange } }, facts: {}, signal }))
    .finding;
}

test('a missing hook is a failure that says what to do', async () => {
  expect(await check(['/nowhere/hook'])).toEqual({
    mark: 'failed',
    headline: 'The hook cannot be started',
    notes: [
      'cause: /nowhere/hook: it does not exist',
      'next:  check the path, and that it is mounted into the container',
    ],
  });
});

test('a hook whose program exists passes, and the step is skipped without a hook', async () => {
  expect((await check(['/bin/sh', '-c', 'true'])).mark).toBe('passed');
  expect((await check(undefined)).mark).toBe('skipped');
});
