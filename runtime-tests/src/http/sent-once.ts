import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.ts';
import type { ServerName } from '../hostile/hostile-servers.ts';
import { eachTransport } from './each-transport.ts';
import { expectedOf } from './expected.ts';
import { outcomeOf } from './outcome.ts';

const LONG = { timeoutMs: 15_000 };
const KEPT = { keepIdleMs: 5_000 };
/** `fetch` decides on its own which connection it uses. */
const NODE_KEPT = { ...KEPT, names: ['node'] } as const;
const ENDINGS: readonly (readonly [string, ServerName])[] = [
  ['resets', 'reset-bad'],
  ['ends', 'end-bad'],
];

export const SENT_ONCE: readonly ContractCase[] = [
  ...ENDINGS.flatMap(([ends, server]) =>
    ['GET', 'POST', 'PATCH'].map(
      (method): ContractCase => ({
        name: `a ${method} is sent once over a connection that the server ${ends} after it`,
        run: (stage) =>
          eachTransport(
            stage,
            server,
            async ({ transport, request, url, look }) => {
              const bad = { method, url: `${url}bad`, ...(method !== 'GET' && { body: 'x=1' }) };
              // First over a new connection, and then with one at hand that an earlier request left.
              for (const good of [0, 1]) {
                if (good > 0) await transport(request({ repeatable: true }), LONG);
                const outcome = await outcomeOf(transport(request(bad), LONG));
                assert.equal(outcome, 'closed ECONNRESET, maybe sent');
                const { requests } = await look();
                const expected = [`${method} /bad HTTP/1.1`, 'GET / HTTP/1.1'];
                assert.deepEqual(
                  [...requests].sort().reverse(),
                  good === 0
                    ? expected.slice(0, 1)
                    : [expected[0], expected[0], expected[1]].sort().reverse(),
                );
              }
            },
            KEPT,
          ),
      }),
    ),
  ),
  ...(['reset-second', 'end-second'] as const).map(
    (server): ContractCase => ({
      name: `a repeatable request is sent again when a kept connection is gone (${server})`,
      run: (stage) =>
        eachTransport(
          stage,
          server,
          async ({ transport, request, look }) => {
            await transport(request({ repeatable: true }), LONG);
            const outcome = await outcomeOf(transport(request({ repeatable: true }), LONG));
            assert.equal(outcome, '200 "ok"');
            const { requests, connections } = await look();
            assert.deepEqual([requests.length, connections], [3, 2]);
          },
          NODE_KEPT,
        ),
    }),
  ),
  ...(['GET', 'POST', 'POST with a text', 'POST with a form'] as const).map(
    (what): ContractCase => ({
      name: `a ${what} is sent once to a server that says it is misdirected (421)`,
      run: (stage) =>
        eachTransport(stage, '421', async ({ name, transport, request, look }) => {
          const [method = ''] = what.split(' ');
          const body = what.endsWith('form') ? new FormData() : 'x=1';
          const given = request({ method, ...(what.includes('with') && { body }) });
          assert.equal(await outcomeOf(transport(given, LONG)), expectedOf('421', name));
          assert.equal((await look()).requests.length, 1);
        }),
    }),
  ),
  {
    name: 'a kept connection that the server ended while it was idle disturbs no request',
    run: (stage) =>
      eachTransport(
        stage,
        'end-idle',
        async ({ transport, request, lookWhenClosed }) => {
          for (const method of ['GET', 'POST', 'GET']) {
            const given = request({ method, repeatable: method === 'GET' });
            assert.equal(await outcomeOf(transport(given, LONG)), '200 "ok"');
            await lookWhenClosed();
          }
        },
        KEPT,
      ),
  },
  {
    name: 'a repeatable request that runs out of time on a kept connection is not sent again',
    run: (stage) =>
      eachTransport(
        stage,
        'silent-second',
        async ({ transport, request, lookWhenClosed }) => {
          await transport(request({ repeatable: true }), LONG);
          const late = transport(request({ repeatable: true }), { timeoutMs: 300 });
          assert.equal(await outcomeOf(late), 'timeout ETIMEDOUT, maybe sent');
          // By the time of another reply, a request that was sent again would be there as well.
          await transport(request(), LONG);
          const { requests, open } = await lookWhenClosed();
          assert.deepEqual([requests.length, open], [3, 0]);
        },
        NODE_KEPT,
      ),
  },
  {
    name: 'only repeatable requests share a connection, and it is closed when it was idle',
    run: (stage) =>
      eachTransport(
        stage,
        'kept',
        async ({ transport, request, lookWhenClosed }) => {
          for (const repeatable of [true, true, false, undefined]) {
            await transport(request({ repeatable }), LONG);
          }
          const { connections, open } = await lookWhenClosed();
          assert.deepEqual([connections, open], [3, 0]);
        },
        { names: ['node'], keepIdleMs: 500 },
      ),
  },
  {
    name: 'no connection is kept unless an option says so',
    run: (stage) =>
      eachTransport(
        stage,
        'kept',
        async ({ transport, request, lookWhenClosed }) => {
          for (let i = 0; i < 3; i++) await transport(request({ repeatable: true }), LONG);
          const { connections, open } = await lookWhenClosed();
          assert.deepEqual([connections, open], [3, 0]);
        },
        { names: ['node'] },
      ),
  },
];
