import { describe, expect, it } from 'vitest';
import { errorCode, explainError } from './explain-error.ts';

describe('explainError', () => {
  it('takes what stands after the last semicolon for the next step', () => {
    const error = new Error('Cannot find it: refused: 10.0.0.1; timed out: 10.0.0.2; set PIA_X');
    expect(explainError(error)).toEqual({
      cause: 'Cannot find it: refused: 10.0.0.1; timed out: 10.0.0.2',
      next: 'set PIA_X',
    });
  });

  it('has no advice for an error without any', () => {
    expect(explainError('boom')).toEqual({ cause: 'boom', next: [] });
  });
});

describe('errorCode', () => {
  it('is a code that is a text, nothing else', () => {
    expect(errorCode(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe('EACCES');
    expect([new DOMException('x', 'AbortError'), null, 'EACCES'].map(errorCode)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
