import { rejection } from '@portkeep/testing';
import { expect, test } from 'vitest';
import {
  PiaAccountClient,
  PiaGatewayClient,
  PiaServerClient,
  PiaServerListClient,
} from '../src/core.ts';
import { learnHostname } from '../src/node.ts';
import { PUBLIC_KEY } from './add-key-answer.ts';
import { caught } from './caught.ts';
import { reply, ScriptedTransport } from './replies.ts';

const OUT_OF_RANGE = [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31];
const MESSAGE = 'Cannot use "timeoutMs": give milliseconds from 1 to 2147483647';

test.each(OUT_OF_RANGE)('every constructor refuses a time limit of %d ms', (timeoutMs) => {
  const { send: transport } = new ScriptedTransport();
  const options = { transport, timeoutMs };
  const account = { username: 'p1234567', password: 'secret' };
  const refused = new TypeError(MESSAGE);
  expect(() => new PiaAccountClient({ ...account, ...options })).toThrow(refused);
  expect(() => new PiaGatewayClient({ hostname: 'a1', ...options })).toThrow(refused);
  expect(() => new PiaServerClient({ hostname: 'a1', ...options })).toThrow(refused);
  expect(() => new PiaServerListClient(options)).toThrow(refused);
});

type Options = { readonly timeoutMs: number };
const calls: [string, (transport: ScriptedTransport, options: Options) => Promise<unknown>][] = [
  [
    'getToken',
    ({ send: transport }, options) =>
      new PiaAccountClient({ username: 'p', password: 'p', transport }).getToken(options),
  ],
  [
    'getDedicatedIps',
    ({ send: transport }, options) =>
      new PiaAccountClient({ username: 'p', password: 'p', transport }).getDedicatedIps(
        { token: 'token', dedicatedIpTokens: ['DIPx'] },
        options,
      ),
  ],
  [
    'getServerList',
    ({ send: transport }, options) => new PiaServerListClient({ transport }).getServerList(options),
  ],
  [
    'getServerLists',
    ({ send: transport }, options) =>
      new PiaServerListClient({ transport }).getServerLists(options),
  ],
  [
    'getSignature',
    ({ send: transport }, options) =>
      new PiaGatewayClient({ hostname: 'a1', transport }).getSignature('token', options),
  ],
  [
    'bindPort',
    ({ send: transport }, options) =>
      new PiaGatewayClient({ hostname: 'a1', transport }).bindPort(
        { payload: 'p', signature: 's' },
        options,
      ),
  ],
  [
    'addKey',
    ({ send: transport }, options) =>
      new PiaServerClient({ hostname: 'a1', transport }).addKey(
        { token: 'token', publicKey: PUBLIC_KEY },
        options,
      ),
  ],
];

test.each(calls)('%s() takes a time limit of its own', async (_name, call) => {
  const transport = new ScriptedTransport(reply(503, ''), reply(503, ''));
  expect((await caught(() => call(transport, { timeoutMs: 77 }))).code).toBe('PIA_SERVER_ERROR');
  expect(new Set(transport.options.map(({ timeoutMs }) => timeoutMs))).toEqual(new Set([77]));
});

test.each(calls)(
  '%s() sends nothing with a time limit that is out of range',
  async (_name, call) => {
    for (const timeoutMs of OUT_OF_RANGE) {
      const transport = new ScriptedTransport();
      expect(await rejection(() => call(transport, { timeoutMs }))).toEqual(new TypeError(MESSAGE));
      expect(transport.requests).toEqual([]);
    }
  },
);

test.each(OUT_OF_RANGE)('learnHostname() refuses a time limit of %d ms', async (timeoutMs) => {
  const error = await rejection(() => learnHostname({ address: '127.0.0.1', port: 1, timeoutMs }));
  expect(error).toEqual(new TypeError(MESSAGE));
});
