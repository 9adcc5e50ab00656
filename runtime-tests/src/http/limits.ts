import assert from 'node:assert/strict';
import process from 'node:process';
import type { ContractCase } from '../contract-case.ts';
import type { ServerName } from '../hostile/hostile-servers.ts';
import { eachTransport } from './each-transport.ts';
import { outcomeOf } from './outcome.ts';

/** What a visit may need, with a wide margin; without a limit it takes more within a second. */
const MOST_BYTES = 200 * 1024 * 1024;

/** Servers that send without end, or in pieces that cost more than they hold, and the transports. */
const FLOODS: readonly (readonly [server: ServerName, names: readonly ('ky' | 'node')[]])[] = [
  ['flood', ['ky', 'node']],
  ['header-flood-endless', ['ky', 'node']],
  ['trailer-flood', ['node']],
  ['1xx-flood', ['node']],
  ['many-chunks', ['node']],
];

export const LIMITS: readonly ContractCase[] = [
  {
    name: 'a reply that declares a length above the limit is too large, even when little of it has arrived',
    run: (stage) =>
      eachTransport(
        stage,
        'large-body',
        async ({ transport, request }) => {
          const outcome = await outcomeOf(transport(request(), { timeoutMs: 15_000 }));
          assert.equal(outcome, 'too-large ERR_REPLY_TOO_LARGE, maybe sent');
        },
        { maxBytes: 1_999_999 },
      ),
  },
  {
    name: 'a reply of exactly the allowed length is read',
    run: (stage) =>
      eachTransport(
        stage,
        'large-body',
        async ({ transport, request }) => {
          const { body } = await transport(request(), { timeoutMs: 15_000 });
          assert.equal(body.length, 2_000_000);
        },
        { maxBytes: 2_000_000 },
      ),
  },
  ...FLOODS.map(
    ([server, names]): ContractCase => ({
      name: `a visit to '${server}' needs little memory`,
      run: (stage) =>
        eachTransport(
          stage,
          server,
          async ({ transport, request }) => {
            const before = process.memoryUsage().rss;
            let most = before;
            const timer = setInterval(() => {
              most = Math.max(most, process.memoryUsage().rss);
            }, 10);
            await outcomeOf(transport(request(), { timeoutMs: 15_000 }));
            clearInterval(timer);
            most = Math.max(most, process.memoryUsage().rss);
            assert.ok(most - before < MOST_BYTES, `It took ${most - before} bytes`);
          },
          { names, maxBytes: 1_048_576 },
        ),
    }),
  ),
];
