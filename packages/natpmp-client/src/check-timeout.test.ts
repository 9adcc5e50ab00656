import { expect, it } from 'vitest';
import { rejection } from '../test/caught.ts';
import { HEALTHY, MAPPED, ScriptedTransport } from '../test/replies.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';

const TCP = { protocol: 'tcp', internalPort: 7001 } as const;

it('passes on the time that a request may take', async () => {
  const { send, options } = new ScriptedTransport(MAPPED, MAPPED);
  const api = new NatPmpHttpClient({ baseUrl: 'api', timeoutMs: 7, transport: send });
  await api.requestMapping(TCP);
  await api.requestMapping(TCP, { timeoutMs: 9 });
  expect(options.map(({ timeoutMs }) => timeoutMs)).toEqual([7, 9]);
});

it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
  'refuses a time of %d ms, and sends nothing',
  async (timeoutMs) => {
    const transport = new ScriptedTransport();
    const refused = new TypeError('Cannot use "timeoutMs": give milliseconds from 1 to 2147483647');
    const options = { baseUrl: 'api', transport: transport.send };
    expect(() => new NatPmpHttpClient({ ...options, timeoutMs })).toThrow(refused);
    const api = new NatPmpHttpClient(options);
    for (const call of [
      () => api.getHealth({ timeoutMs }),
      () => api.requestMapping(TCP, { timeoutMs }),
      () => api.releaseMapping(TCP, { timeoutMs }),
      () => api.requestMappings(['tcp'], { internalPort: 7001 }, { timeoutMs }).next(),
    ]) {
      expect(await rejection(call)).toEqual(refused);
    }
    expect(transport.requests).toEqual([]);
  },
);

it('takes the longest time that a timer can keep', async () => {
  const transport = new ScriptedTransport(HEALTHY);
  const api = new NatPmpHttpClient({ baseUrl: 'api', transport: transport.send });
  await api.getHealth({ timeoutMs: 2 ** 31 - 1 });
  expect(transport.options[0]?.timeoutMs).toBe(2 ** 31 - 1);
});
