import { expect, test } from 'vitest';
import { rejection } from '../test/caught.ts';
import { exchange } from './exchange.ts';

const request = { method: 'GET', url: 'https://127.0.0.1/', headers: {} } as const;

test('prefers the reason of the signal to whatever the transport makes of an abort', async () => {
  const abort = new AbortController();
  const transport = async () => {
    abort.abort('my reason');
    throw Object.assign(new Error('The operation was aborted'), { code: 'ABORT_ERR' });
  };
  const options = { action: 'Cannot', peer: 'public', timeoutMs: 1, signal: abort.signal } as const;
  expect(await rejection(() => exchange(transport, request, options))).toBe('my reason');
});

test('a signal that times out gives its own reason, not PIA_TIMEOUT', async () => {
  const signal = AbortSignal.timeout(1);
  const transport = () =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const options = { action: 'Cannot', peer: 'public', timeoutMs: 60_000, signal } as const;
  const error = await rejection(() => exchange(transport, request, options));
  expect(error).toBe(signal.reason);
});
