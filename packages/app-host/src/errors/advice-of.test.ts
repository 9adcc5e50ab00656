import { expect, test } from 'vitest';
import { adviceOf, problemOf } from './advice-of.ts';
import { AdvisedError } from './advised-error.ts';

test('an error with advice is split into problem and advice, whatever semicolons they contain', () => {
  const error = new AdvisedError('refused: 10.0.0.1; timed out: 10.0.0.2', 'set X; then start');
  expect(error.message).toBe('refused: 10.0.0.1; timed out: 10.0.0.2; set X; then start');
  expect(problemOf(error)).toBe('refused: 10.0.0.1; timed out: 10.0.0.2');
  expect(adviceOf(error)).toBe('set X; then start');
});

test('an error of a client is split into problem and advice too', () => {
  const error = Object.assign(new Error('No answer; try again'), { advice: 'try again' });
  expect([problemOf(error), adviceOf(error)]).toEqual(['No answer', 'try again']);
});

test('an error without advice keeps its whole message, including semicolons', () => {
  for (const error of [new Error('a; b'), Object.assign(new Error('a; b'), { advice: 7 })]) {
    expect([problemOf(error), adviceOf(error)]).toEqual(['a; b', undefined]);
  }
  expect([problemOf('a; b'), adviceOf({ advice: 'x' })]).toEqual(['a; b', undefined]);
});
