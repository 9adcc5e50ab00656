import { describe, expect, test, vi } from 'vitest';
import { TransportFailure } from '../failure/transport-failure.ts';
import type { Transport } from '../http-exchange.ts';
import { exchange } from './exchange.ts';

const REQUEST = { method: 'POST', url: 'http://host/x?token=hunter2', headers: {}, body: 'x' };
const REPLY = { status: 500, headers: {}, body: 'no' };

/** The client's own error. */
class ClientError extends Error {
  readonly failure: TransportFailure;

  constructor(failure: TransportFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}
const failed = (failure: TransportFailure) => new ClientError(failure);

describe('exchange', () => {
  test('exchange passes on the request and the limits, and returns a reply of any status', async () => {
    const transport = vi.fn<Transport>(async () => REPLY);
    const signal = new AbortController().signal;
    const onProgress = () => {};
    const limits = { signal, timeoutMs: 7, streams: true, onProgress };
    expect(await exchange(transport, REQUEST, { ...limits, failed })).toBe(REPLY);
    expect(transport.mock.calls).toEqual([[REQUEST, limits]]);
  });

  test('exchange sends nothing when the signal is aborted already', async () => {
    const transport = vi.fn<Transport>();
    const signal = AbortSignal.abort('enough');
    const options = { signal, timeoutMs: 0, failed };
    await expect(exchange(transport, REQUEST, options)).rejects.toBe('enough');
    expect(transport).not.toHaveBeenCalled();
  });

  test('exchange sends nothing with a time limit that no timer can keep', async () => {
    const transport = vi.fn<Transport>();
    const call = exchange(transport, REQUEST, { timeoutMs: 0, failed });
    await expect(call).rejects.toThrow(/^Cannot use "timeoutMs": /);
    await expect(call).rejects.toBeInstanceOf(TypeError);
    expect(transport).not.toHaveBeenCalled();
  });

  test('exchange rejects with the reason of an abort, whatever the transport throws', async () => {
    const stop = new AbortController();
    const reason = { why: 'the caller said so' };
    const transport: Transport = () =>
      new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(new Error('clumsy')));
      });
    const call = exchange(transport, REQUEST, { signal: stop.signal, timeoutMs: 1_000, failed });
    stop.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  test("exchange turns a failure into the client's own error", async () => {
    const failure = new TransportFailure('refused', { code: 'ECONNREFUSED', maybeSent: false });
    const transport = () => Promise.reject(failure);
    const call = exchange(transport, REQUEST, { timeoutMs: 1_000, failed });
    await expect(call).rejects.toMatchObject({ failure, constructor: ClientError });
  });

  test('exchange knows the Node-style codes of a transport that the caller wrote, and drops the rest', async () => {
    const cause = Object.assign(new Error('hunter2'), { code: 'ECONNRESET' });
    const transport = () => Promise.reject(new TypeError('hunter2', { cause }));
    const call = exchange(transport, REQUEST, { timeoutMs: 1_000, failed });
    await expect(call).rejects.toMatchObject({ failure: { kind: 'closed', maybeSent: true } });
    await expect(call).rejects.not.toThrow('hunter2');
    const { failure } = await call.catch((error) => error);
    expect(failure.message).not.toContain('hunter2');
    expect(failure.cause).toBeUndefined();
  });

  test('exchange treats an error that a transport throws synchronously like a rejection', async () => {
    const transport: Transport = () => {
      throw Object.assign(new Error(), { code: 'ENOTFOUND' });
    };
    const call = exchange(transport, REQUEST, { timeoutMs: 1_000, failed });
    await expect(call).rejects.toMatchObject({ failure: { kind: 'name-not-found' } });
  });
});
