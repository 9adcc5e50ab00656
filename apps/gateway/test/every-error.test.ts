import { adviceOf, problemOf } from '@portkeep/app-host';
import { describe, expect, test } from 'vitest';
import { ServerChoiceError } from '../src/bootstrap/server-choice-error.ts';
import { KernelError } from '../src/kernel/kernel-error.ts';
import { TunnelError } from '../src/tunnel/tunnel-error.ts';

const ERRORS = [
  new ServerChoiceError('NO_SERVER', 'No server', 'wait'),
  new TunnelError('NO_INTERFACE', 'The interface is missing', 'make it'),
  KernelError.missing('nft'),
  KernelError.notForwarding(),
  KernelError.timeout('ip', 5_000),
  KernelError.unreadable('wg'),
  KernelError.failed('nft', 'Operation not permitted'),
  KernelError.failed('wg', "Key is not the correct length or format: `c2VjcmV0'"),
];

describe.each(ERRORS.map((error) => [error.message, error] as const))('"%s"', (_, error) => {
  test('each error consists of a problem and the advice', () => {
    expect(error.advice).toMatch(/^(PIA|[a-z]).*[^.;]$/);
    expect(adviceOf(error)).toBe(error.advice);
    expect(error.message).toBe(`${problemOf(error)}; ${error.advice}`);
    expect(error.message).not.toContain('c2VjcmV0');
  });
});
