import { expect, test } from 'vitest';
import { variablesVerdict } from './variables-verdict.ts';

test('every warning about the environment is a cause in the finding', () => {
  expect(variablesVerdict(['A is odd', 'B does nothing'])).toEqual({
    mark: 'warned',
    headline: 'The variables look wrong',
    notes: [
      'cause: A is odd',
      'cause: B does nothing',
      'next:  look at each of these variables; a restart is needed after a change',
    ],
  });
});

test('without a warning the variables pass', () => {
  expect(variablesVerdict([]).mark).toBe('passed');
});
