import assert from 'node:assert/strict';
import type { PiaErrorCode } from '@portkeep/pia-client';
import { OUT_OF_DATE } from '../certificate-date.ts';
import type { ContractCase } from '../contract-case.ts';
import { gatewayClient, logIn } from '../gateway-visit.ts';
import type { PiaFailure } from '../order.ts';
import { patience } from '../patience.ts';
import { rejectionWithCode } from '../rejection.ts';
import type { Stage } from '../stage.ts';

const FAILURES: readonly [PiaFailure['fault'], PiaErrorCode][] = [
  ['wrong-name', 'PIA_WRONG_HOSTNAME'],
  ['wrong-ca', 'PIA_NOT_PIA'],
  ['wrong-purpose-certificate', 'PIA_NOT_PIA'],
  ['expired-certificate', OUT_OF_DATE],
  ['not-yet-valid-certificate', OUT_OF_DATE],
  ['hang-before-tls', 'PIA_TIMEOUT'],
  ['refuse', 'PIA_CONNECTION_REFUSED'],
];

export const PIA_GATEWAY_TLS: readonly ContractCase[] = [
  ...FAILURES.map(
    ([fault, code]): ContractCase => ({
      name: `answers ${code} to ${fault}, and the token is not sent`,
      async run(stage) {
        const pia = await stage.startPia();
        await stage.order('fail-pia', { target: 'gateway', fault });
        const gateway = gatewayClient(pia, { timeoutMs: patience(code) });
        await rejectionWithCode(gateway.getSignature('token'), code);
        await assertNothingWasSent(stage);
      },
    }),
  ),
  {
    name: 'does not send the token to a server with another name',
    async run(stage) {
      const gateway = gatewayClient(await stage.startPia(), { hostname: 'london411' });
      await rejectionWithCode(gateway.getSignature('token'), 'PIA_WRONG_HOSTNAME');
      await assertNothingWasSent(stage);
    },
  },
  {
    name: 'trusts only the real authority when no other is given',
    async run(stage) {
      const gateway = gatewayClient(await stage.startPia(), { authority: 'built-in' });
      await rejectionWithCode(gateway.getSignature('token'), 'PIA_NOT_PIA');
      await assertNothingWasSent(stage);
    },
  },
  {
    name: 'compares names without regard to case',
    async run(stage) {
      const pia = await stage.startPia();
      assert.notEqual(pia.hostname, pia.hostname.toLowerCase());
      const token = await logIn(pia);
      for (const hostname of [pia.hostname.toLowerCase(), pia.hostname.toUpperCase()]) {
        await gatewayClient(pia, { hostname }).getSignature(token);
      }
    },
  },
  {
    name: 'accepts a certificate that has only a common name',
    async run(stage) {
      const pia = await stage.startPia();
      const token = await logIn(pia);
      await stage.order('fail-pia', { target: 'gateway', fault: 'cn-only-certificate' });
      await gatewayClient(pia).getSignature(token);
    },
  },
];

async function assertNothingWasSent(stage: Stage): Promise<void> {
  assert.deepEqual((await stage.order('look-at-pia', null)).requests, []);
}
