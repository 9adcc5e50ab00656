import assert from 'node:assert/strict';
import { PiaAccountClient, type PiaErrorCode } from '@portkeep/pia-client';
import type { ContractCase } from '../contract-case.ts';
import type { PiaAddresses, PiaFailure } from '../order.ts';
import { patience } from '../patience.ts';
import { rejectionOf, rejectionWithCode } from '../rejection.ts';

const DAY_MS = 86_400_000;

const FAILURES: readonly [PiaFailure['fault'], PiaErrorCode][] = [
  ['subscription-expired', 'PIA_SUBSCRIPTION_EXPIRED'],
  ['blocked-1020', 'PIA_BLOCKED'],
  ['html-504', 'PIA_SERVER_ERROR'],
  ['redirect', 'PIA_UNEXPECTED_RESPONSE'],
  ['huge-body', 'PIA_UNEXPECTED_RESPONSE'],
  ['refuse', 'PIA_CONNECTION_REFUSED'],
  ['reset', 'PIA_UNREACHABLE'],
  ['empty-reply', 'PIA_UNREACHABLE'],
  ['hang', 'PIA_TIMEOUT'],
  ['slow-drip', 'PIA_TIMEOUT'],
];

export const PIA_ACCOUNT: readonly ContractCase[] = [
  {
    name: 'gets a token that is valid for a day',
    async run(stage) {
      const before = Date.now();
      const { token, expiresAt } = await account(await stage.startPia()).getToken();
      assert.deepEqual((await stage.order('look-at-pia', null)).tokens, [token]);
      assert.ok(expiresAt.getTime() >= before + DAY_MS);
      assert.ok(expiresAt.getTime() <= Date.now() + DAY_MS);
    },
  },
  {
    name: 'reports a wrong password, and sends it once',
    async run(stage) {
      const client = account(await stage.startPia(), 'not-the-password');
      const error = await rejectionWithCode(client.getToken(), 'PIA_CREDENTIALS_REJECTED');
      assert.doesNotMatch(error.message, /not-the-password/);
      assert.equal((await stage.order('look-at-pia', null)).logins, 1);
    },
  },
  {
    name: 'reports how long to wait when there were too many logins',
    async run(stage) {
      const client = account(await stage.startPia());
      const failure = { target: 'token', fault: 'rate-limited', retryAfterSeconds: 123 } as const;
      await stage.order('fail-pia', failure);
      const error = await rejectionWithCode(client.getToken(), 'PIA_RATE_LIMITED');
      assert.equal(Object(error).retryAfterSeconds, 123);
      assert.equal((await stage.order('look-at-pia', null)).logins, 1);
    },
  },
  ...FAILURES.map(
    ([fault, code]): ContractCase => ({
      name: `answers ${code} to ${fault}`,
      async run(stage) {
        const client = account(await stage.startPia(), undefined, patience(code));
        await stage.order('fail-pia', { target: 'token', fault });
        const error = await rejectionWithCode(client.getToken(), code);
        assert.doesNotMatch(`${error.message} ${error.stack}`, /correct-horse/);
      },
    }),
  ),
  {
    name: 'passes on the reason of an abort before the call, and sends nothing',
    async run(stage) {
      const client = account(await stage.startPia());
      const reason = { why: 'the caller said so' };
      const signal = AbortSignal.abort(reason);
      assert.equal(await rejectionOf(client.getToken({ signal })), reason);
      assert.deepEqual((await stage.order('look-at-pia', null)).requests, []);
    },
  },
  {
    name: 'passes on the reason of an abort during the call',
    async run(stage) {
      const client = account(await stage.startPia());
      await stage.order('fail-pia', { target: 'token', fault: 'hang' });
      const reason = { why: 'the caller said so' };
      const controller = new AbortController();
      const rejection = rejectionOf(client.getToken({ signal: controller.signal }));
      while ((await stage.order('look-at-pia', null)).requests.length === 0);
      controller.abort(reason);
      assert.equal(await rejection, reason);
    },
  },
];

function account(
  { tokenUrl }: PiaAddresses,
  password = 'correct-horse',
  timeoutMs = patience(),
): PiaAccountClient {
  return new PiaAccountClient({ username: 'p1234567', password, tokenUrl, timeoutMs });
}
