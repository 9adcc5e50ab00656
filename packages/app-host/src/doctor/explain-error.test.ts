import { describe, expect, test } from 'vitest';
import { AdvisedError } from '../errors/advised-error.ts';
import { explainError } from './explain-error.ts';

describe('explainError', () => {
  test('explainError shows the problem of an error as the cause and its advice as the next step', () => {
    const error = new AdvisedError('Cannot find it: refused; timed out', 'set PIA_X; try again');
    expect(explainError(error)).toEqual({
      cause: 'Cannot find it: refused; timed out',
      next: 'set PIA_X; try again',
    });
  });

  test('explainError does not split a message without advice at its semicolons', () => {
    expect(explainError(new Error('a; b'))).toEqual({ cause: 'a; b', next: [] });
  });

  test('explainError has no next step for an error without advice', () => {
    expect(explainError('boom')).toEqual({ cause: 'boom', next: [] });
  });
});
