import { rejection } from '@portkeep/testing';
import { describe, expect, test } from 'vitest';
import { HEALTHY, MAPPED, ScriptedTransport, silentTransport } from '../test/replies.ts';
import type { NatPmpHttpClientOptions } from './client-options.ts';
import { NatPmpHttpClient as WithKy } from './index.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';

const TCP = { protocol: 'tcp', internalPort: 7001 } as const;
const transport = silentTransport;

/** Options as a caller without types may write them. */
const untyped = (options: object) => options as NatPmpHttpClientOptions;

describe('The options of the NAT-PMP client', () => {
  test.each([
    [{ transport }, 'baseUrl'],
    [{ transport, baseUrl: null }, 'baseUrl'],
    [{ transport, baseUrl: 'ftp://api' }, 'baseUrl'],
    [{ baseUrl: 'api' }, 'transport'],
    [{ baseUrl: 'api', transport: 'fetch' }, 'transport'],
    [{ baseUrl: 'api', transport, timeoutMs: '10' }, 'timeoutMs'],
  ])(
    'the options of the NAT-PMP client are refused by the constructor of the core entry: %j',
    (options, name) => {
      const problem = new RegExp(`^Cannot use "${name}": `);
      expect(() => new NatPmpHttpClient(untyped(options))).toThrow(TypeError);
      expect(() => new NatPmpHttpClient(untyped(options))).toThrow(problem);
    },
  );

  test('the transport may be left out in the main entry, but not the address', () => {
    expect(() => new WithKy({ baseUrl: 'api' })).not.toThrow();
    expect(() => new WithKy(untyped({}))).toThrow(/^Cannot use "baseUrl": /);
    expect(() => new WithKy(untyped({ baseUrl: 'api', transport: 1 }))).toThrow(
      /^Cannot use "transport": /,
    );
  });

  test.each([7, null, async () => undefined])(
    'the options of the NAT-PMP client are refused when the token is not a string, before anything is sent: %s',
    async (token) => {
      const { send, requests } = new ScriptedTransport();
      const api = new NatPmpHttpClient(untyped({ baseUrl: 'api', transport: send, token }));
      for (const call of [() => api.requestMapping(TCP), () => api.releaseMapping(TCP)]) {
        expect(await rejection(call)).toEqual(
          new TypeError('Cannot use "token": give a string, or a function that returns one'),
        );
      }
      expect(requests).toEqual([]);
    },
  );
});

describe('The time limit of the NAT-PMP client', () => {
  test('the time limit of the NAT-PMP client is passed on to the transport, that of the call before that of the client', async () => {
    const { send, options } = new ScriptedTransport(MAPPED, MAPPED, MAPPED);
    const api = new NatPmpHttpClient({ baseUrl: 'api', timeoutMs: 7, transport: send });
    await api.requestMapping(TCP);
    await api.requestMapping(TCP, { timeoutMs: 9 });
    await new NatPmpHttpClient({ baseUrl: 'api', transport: send }).requestMapping(TCP);
    expect(options.map(({ timeoutMs }) => timeoutMs)).toEqual([7, 9, 10_000]);
  });

  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    'the time limit of the NAT-PMP client is refused by the constructor and by each call when it is %d ms, and nothing is sent',
    async (timeoutMs) => {
      const { send, requests } = new ScriptedTransport();
      const problem = 'Cannot use "timeoutMs": give milliseconds from 1 to 2147483647';
      const refused = new TypeError(problem);
      const options = { baseUrl: 'api', transport: send };
      expect(() => new NatPmpHttpClient({ ...options, timeoutMs })).toThrow(refused);
      const api = new NatPmpHttpClient(options);
      for (const call of [
        () => api.getHealth({ timeoutMs }),
        () => api.getAddress({ timeoutMs }),
        () => api.requestMapping(TCP, { timeoutMs }),
        () => api.releaseMapping(TCP, { timeoutMs }),
        () => api.requestMappings(['tcp'], { internalPort: 7001 }, { timeoutMs }).next(),
      ]) {
        expect(await rejection(call)).toEqual(refused);
      }
      expect(requests).toEqual([]);
    },
  );

  test('the time limit of the NAT-PMP client may be the longest that a timer can keep', async () => {
    const { send, options } = new ScriptedTransport(HEALTHY);
    const api = new NatPmpHttpClient({ baseUrl: 'api', transport: send });
    await api.getHealth({ timeoutMs: 2 ** 31 - 1 });
    expect(options[0]?.timeoutMs).toBe(2 ** 31 - 1);
  });
});
