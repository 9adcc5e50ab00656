import { describe, expect, it } from 'vitest';
import { AdvisedError } from '../errors/advised-error.ts';
import { explainError } from './explain-error.ts';

describe('explainError', () => {
  it('shows the problem of an error as the cause and its advice as the next step', () => {
    const error = new AdvisedError('Cannot find it: refused; timed out', 'set PIA_X; try again');
    expect(explainError(error)).toEqual({
      cause: 'Cannot find it: refused; timed out',
      next: 'set PIA_X; try again',
    });
  });

  it('does not cut a message without advice at its semicolons', () => {
    expect(explainError(new Error('a; b'))).toEqual({ cause: 'a; b', next: [] });
  });

  it('has no advice for an error without any', () => {
    expect(explainError('boom')).toEqual({ cause: 'boom', next: [] });
  });
});
