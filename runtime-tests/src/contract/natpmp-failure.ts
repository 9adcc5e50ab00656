import assert from 'node:assert/strict';
import { type NatPmpErrorCode, NatPmpHttpClient } from '@portkeep/natpmp-client';
import type { NatPmpFaults } from '@portkeep/simulators';
import type { ContractCase } from '../contract-case.ts';
import { patience } from '../patience.ts';
import { rejectionOf, rejectionWithCode } from '../rejection.ts';

const TCP = { protocol: 'tcp', internalPort: 6881 } as const;

type Marks = '' | 'retryable' | 'retryable, ambiguous' | 'ambiguous';

const FAILURES: readonly [NatPmpFaults['forward'], NatPmpErrorCode, Marks][] = [
  ['unauthorized', 'NATPMP_UNAUTHORIZED', ''],
  ['bad-request', 'NATPMP_BAD_REQUEST', ''],
  ['client-failed', 'NATPMP_GATEWAY_FAILED', 'retryable'],
  ['gateway-refused', 'NATPMP_GATEWAY_FAILED', 'retryable, ambiguous'],
  ['gateway-silent', 'NATPMP_GATEWAY_FAILED', 'retryable, ambiguous'],
  ['reply-lost', 'NATPMP_GATEWAY_FAILED', 'retryable, ambiguous'],
  ['zero-port', 'NATPMP_UNEXPECTED_RESPONSE', 'retryable, ambiguous'],
  ['wrong-protocol', 'NATPMP_UNEXPECTED_RESPONSE', 'ambiguous'],
  ['wrong-internal-port', 'NATPMP_UNEXPECTED_RESPONSE', 'ambiguous'],
  ['max-duration-zero', 'NATPMP_UNEXPECTED_RESPONSE', ''],
  ['not-json', 'NATPMP_UNEXPECTED_RESPONSE', 'ambiguous'],
  ['html-502', 'NATPMP_SERVER_ERROR', 'retryable, ambiguous'],
  ['rate-limited', 'NATPMP_RATE_LIMITED', 'retryable'],
  ['hang', 'NATPMP_TIMEOUT', 'retryable, ambiguous'],
  ['reset', 'NATPMP_UNREACHABLE', 'retryable, ambiguous'],
];

export const NATPMP_FAILURE: readonly ContractCase[] = [
  ...FAILURES.map(
    ([fault, code, marks]): ContractCase => ({
      name: `answers ${code} to ${fault}, ${marks || 'to be corrected'}, and asks once`,
      async run(stage) {
        const client = await clientOf(stage.startNatPmp('the-token'), patience(code));
        await stage.order('fail-natpmp', { target: 'forward', fault });
        const error = await rejectionWithCode(client.requestMapping(TCP), code);
        assert.equal(marksOf(error), marks);
        assert.doesNotMatch(`${error.message} ${error.stack}`, /the-token/);
        assert.equal((await stage.order('look-at-natpmp', null)).requests.length, 1);
      },
    }),
  ),
  {
    name: 'calls a failure ambiguous when the gateway has mapped the port anyway',
    async run(stage) {
      const client = await clientOf(stage.startNatPmp('the-token'));
      await stage.order('fail-natpmp', { target: 'forward', fault: 'reply-lost' });
      const error = await rejectionWithCode(client.requestMapping(TCP), 'NATPMP_GATEWAY_FAILED');
      assert.match(marksOf(error), /ambiguous/);
      assert.equal((await stage.order('look-at-natpmp', null)).mappings.length, 1);
    },
  },
  {
    name: 'reports how long to wait when there were too many requests',
    async run(stage) {
      const client = await clientOf(stage.startNatPmp('the-token'));
      const failure = { target: 'forward', fault: 'rate-limited', retryAfterSeconds: 17 } as const;
      await stage.order('fail-natpmp', failure);
      const error = await rejectionWithCode(client.requestMapping(TCP), 'NATPMP_RATE_LIMITED');
      assert.equal(Object(error).retryAfterSeconds, 17);
    },
  },
  {
    name: 'reports that no server answers, and that nothing was mapped',
    async run(stage) {
      const client = await clientOf(stage.startNatPmp('the-token'));
      await stage.order('fail-natpmp', { target: 'service', fault: 'refuse' });
      for (const call of [() => client.requestMapping(TCP), () => client.getHealth()]) {
        const error = await rejectionWithCode(call(), 'NATPMP_UNREACHABLE');
        assert.equal(marksOf(error), 'retryable');
        assert.match(error.message, /refused/);
      }
    },
  },
  {
    name: 'passes on the reason of an abort before the call, and sends nothing',
    async run(stage) {
      const client = await clientOf(stage.startNatPmp('the-token'));
      const reason = { why: 'the caller said so' };
      const signal = AbortSignal.abort(reason);
      assert.equal(await rejectionOf(client.requestMapping(TCP, { signal })), reason);
      assert.deepEqual((await stage.order('look-at-natpmp', null)).requests, []);
    },
  },
  {
    name: 'passes on the reason of an abort during the call',
    async run(stage) {
      const client = await clientOf(stage.startNatPmp('the-token'));
      await stage.order('fail-natpmp', { target: 'forward', fault: 'hang' });
      const reason = { why: 'the caller said so' };
      const controller = new AbortController();
      const rejection = rejectionOf(client.releaseMapping(TCP, { signal: controller.signal }));
      while ((await stage.order('look-at-natpmp', null)).requests.length === 0);
      controller.abort(reason);
      assert.equal(await rejection, reason);
    },
  },
];

async function clientOf(
  start: Promise<{ readonly service: string }>,
  timeoutMs = patience(),
): Promise<NatPmpHttpClient> {
  const { service: baseUrl } = await start;
  return new NatPmpHttpClient({ baseUrl, token: 'the-token', timeoutMs });
}

function marksOf(error: Error): string {
  const { retryable, ambiguous } = Object(error);
  return [retryable === true && 'retryable', ambiguous === true && 'ambiguous']
    .filter((mark) => mark !== false)
    .join(', ');
}
