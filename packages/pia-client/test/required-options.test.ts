import { expect, test } from 'vitest';
import * as core from '../src/core.ts';
import * as index from '../src/index.ts';
import { learnHostname, pinnedTransport } from '../src/node.ts';
import { ScriptedTransport } from './replies.ts';

const transport = new ScriptedTransport();
const account = { username: 'p1234567', password: 'secret' };
const gateway = { hostname: 'a1' };
const pinned = { address: '127.0.0.1', hostname: 'a1' };

/** Calls as a program without types would, in which an option may be anything. */
// biome-ignore lint/complexity/noBannedTypes: any function or class is meant.
const construct = (Client: Function, options: object) => () => Reflect.construct(Client, [options]);

const cases: readonly (readonly [string, string, () => unknown])[] = [
  ...['username', 'password'].flatMap((option) =>
    [core, index].map(
      ({ PiaAccountClient }) =>
        [
          'PiaAccountClient',
          option,
          construct(PiaAccountClient, {
            ...account,
            transport: transport.send,
            [option]: undefined,
          }),
        ] as const,
    ),
  ),
  ['PiaAccountClient', 'transport', construct(core.PiaAccountClient, account)],
  ['PiaServerListClient', 'transport', construct(core.PiaServerListClient, {})],
  ['PiaGatewayClient', 'transport', construct(index.PiaGatewayClient, gateway)],
  [
    'PiaGatewayClient',
    'hostname',
    construct(index.PiaGatewayClient, { transport: transport.send }),
  ],
  ['PiaServerClient', 'transport', construct(index.PiaServerClient, gateway)],
  ['PiaServerClient', 'hostname', construct(index.PiaServerClient, { transport: transport.send })],
  ...['address', 'hostname'].map(
    (option) =>
      [
        'pinnedTransport()',
        option,
        () => Reflect.apply(pinnedTransport, undefined, [{ ...pinned, [option]: undefined }]),
      ] as const,
  ),
];

test.each(cases)('%s names the option "%s" when it is missing', (_name, option, call) => {
  expect(call).toThrow(TypeError);
  expect(call).toThrow(`Cannot use "${option}"`);
  expect(transport.requests).toEqual([]);
});

test.each([[undefined], [''], [7]])(
  'learnHostname() refuses the address %j instead of asking this machine',
  async (address) => {
    const asking = Reflect.apply(learnHostname, undefined, [{ address, port: 1 }]);
    await expect(asking).rejects.toThrow(
      new TypeError('Cannot use "address": give an IP address, e.g. 10.0.0.1'),
    );
  },
);

test.each(['19999', Number.NaN, 0, 65_536, 1.5])(
  'the port %o is refused by its name instead of being used',
  async (port: unknown) => {
    const gatewayOptions = { ...gateway, transport: transport.send, port };
    expect(construct(core.PiaGatewayClient, gatewayOptions)).toThrow(/Cannot use .*"port"/);
    const pinnedTo = () => Reflect.apply(pinnedTransport, undefined, [{ ...pinned, port }]);
    expect(pinnedTo).toThrow('Cannot use "port": give a port from 1 to 65535');
    const learning = Reflect.apply(learnHostname, undefined, [{ address: '127.0.0.1', port }]);
    await expect(learning).rejects.toThrow('Cannot use "port": give a port from 1 to 65535');
  },
);
