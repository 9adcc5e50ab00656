import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.ts';
import type { HostileName } from '../hostile/hostile-servers.ts';
import { rejectionOf } from '../rejection.ts';
import { eachTransport } from './each-transport.ts';
import { expectedOpen } from './expected.ts';

const REASON = { why: 'the caller said so' };
const LONG = { timeoutMs: 15_000 };

/** The moments at which a caller can abort, each with a server that makes it wait there. */
const MOMENTS: readonly (readonly [moment: string, server: HostileName])[] = [
  ['while connecting', 'tls-stall'],
  ['while waiting for the reply', 'silent'],
  ['in the middle of the headers', 'dribble'],
  ['in the middle of the body', 'stall-body'],
];

export const ABORTS: readonly ContractCase[] = [
  {
    name: 'an abort before the exchange rejects with its reason, and nothing is connected',
    run: (stage) =>
      eachTransport(stage, 'kept', async ({ transport, request, look }) => {
        const signal = AbortSignal.abort(REASON);
        assert.equal(await rejectionOf(transport(request(), { ...LONG, signal })), REASON);
        assert.equal((await look()).connections, 0);
      }),
  },
  ...MOMENTS.map(
    ([moment, server]): ContractCase => ({
      name: `an abort ${moment} rejects with its reason and closes the connection`,
      run: (stage) =>
        eachTransport(
          stage,
          server,
          async ({ name, transport, request, lookWhenClosed, sawSomething }) => {
            const controller = new AbortController();
            const { signal } = controller;
            const rejection = rejectionOf(transport(request(), { ...LONG, signal }));
            await sawSomething();
            controller.abort(REASON);
            assert.equal(await rejection, REASON);
            assert.equal((await lookWhenClosed()).open, expectedOpen(server, name));
          },
        ),
    }),
  ),
];
