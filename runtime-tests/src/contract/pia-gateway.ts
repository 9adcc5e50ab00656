import assert from 'node:assert/strict';
import type { PiaErrorCode } from '@portkeep/pia-client';
import type { ContractCase } from '../contract-case.ts';
import { gatewayClient, logIn } from '../gateway-visit.ts';
import type { PiaFailure } from '../order.ts';
import { patience } from '../patience.ts';
import { rejectionOf, rejectionWithCode } from '../rejection.ts';

const CLAIM_FAILURES: readonly [PiaFailure['fault'], PiaErrorCode][] = [
  ['unauthorized-client', 'PIA_NOT_THROUGH_TUNNEL'],
  ['malformed-payload', 'PIA_UNEXPECTED_RESPONSE'],
  ['port-zero-payload', 'PIA_UNEXPECTED_RESPONSE'],
  ['huge-body', 'PIA_UNEXPECTED_RESPONSE'],
  ['not-json', 'PIA_UNEXPECTED_RESPONSE'],
  ['html-504', 'PIA_SERVER_ERROR'],
  ['reset', 'PIA_UNREACHABLE'],
  ['empty-reply', 'PIA_UNREACHABLE'],
  ['hang-after-tls', 'PIA_TIMEOUT'],
  ['slow-drip', 'PIA_TIMEOUT'],
];

const BIND_FAILURES: readonly [PiaFailure['fault'], PiaErrorCode][] = [
  ['bad-signature', 'PIA_BAD_SIGNATURE'],
  ['busy', 'PIA_PORT_BUSY'],
  ['claim-expired', 'PIA_CLAIM_EXPIRED'],
  ['reply-lost', 'PIA_UNREACHABLE'],
];

export const PIA_GATEWAY: readonly ContractCase[] = [
  {
    name: 'claims a port, makes it live and renews it',
    async run(stage) {
      const pia = await stage.startPia();
      const gateway = gatewayClient(pia);
      const claim = await gateway.getSignature(await logIn(pia));
      assert.ok(claim.port > 0 && claim.port <= 65_535);
      assert.ok(claim.expiresAt.getTime() > Date.now());
      await gateway.bindPort(claim);
      await gateway.bindPort({ payload: claim.payload, signature: claim.signature });
      const { forwardedPorts, logins } = await stage.order('look-at-pia', null);
      assert.deepEqual(forwardedPorts, [claim.port]);
      assert.equal(logins, 1);
    },
  },
  ...CLAIM_FAILURES.map(
    ([fault, code]): ContractCase => ({
      name: `answers ${code} to ${fault} at getSignature`,
      async run(stage) {
        const pia = await stage.startPia();
        const token = await logIn(pia);
        const gateway = gatewayClient(pia, { timeoutMs: patience(code) });
        await stage.order('fail-pia', { target: 'getSignature', fault });
        const error = await rejectionWithCode(gateway.getSignature(token), code);
        assert.ok(!`${error.message} ${error.stack}`.includes(encodeURIComponent(token)));
        assert.ok(!`${error.message} ${error.stack}`.includes(token));
      },
    }),
  ),
  ...BIND_FAILURES.map(
    ([fault, code]): ContractCase => ({
      name: `answers ${code} to ${fault} at bindPort`,
      async run(stage) {
        const pia = await stage.startPia();
        const gateway = gatewayClient(pia);
        const claim = await gateway.getSignature(await logIn(pia));
        await stage.order('fail-pia', { target: 'bindPort', fault });
        const error = await rejectionWithCode(gateway.bindPort(claim), code);
        assert.ok(!`${error.message} ${error.stack}`.includes(claim.signature));
      },
    }),
  ),
  {
    name: 'passes on the reason of an abort, before and during a call',
    async run(stage) {
      const pia = await stage.startPia();
      const gateway = gatewayClient(pia);
      await stage.order('fail-pia', { target: 'getSignature', fault: 'hang-after-tls' });
      const reason = { why: 'the caller said so' };
      const early = gateway.getSignature('token', { signal: AbortSignal.abort(reason) });
      assert.equal(await rejectionOf(early), reason);
      const controller = new AbortController();
      const { signal } = controller;
      const rejection = rejectionOf(gateway.getSignature('token', { signal }));
      while ((await stage.order('look-at-pia', null)).requests.length === 0);
      controller.abort(reason);
      assert.equal(await rejection, reason);
    },
  },
];
