import { expect, test } from 'vitest';
import { variablesStep } from './variables-step.ts';

async function check(warnings: readonly string[]) {
  const { signal } = new AbortController();
  return (await variablesStep.check({ examination: { warnings }, facts: {}, signal })).finding;
}

test('every warning about the environment is a cause in the finding', async () => {
  expect(await check(['A is odd', 'B does nothing'])).toEqual({
    mark: 'warned',
    headline: 'The variables look wrong',
    notes: [
      'cause: A is odd',
      'cause: B does nothing',
      'next:  look at each of these variables; a restart is needed after a change',
    ],
  });
});

test('the step about the variables passes if there is no warning', async () => {
  expect((await check([])).mark).toBe('passed');
});
