import assert from 'node:assert/strict';
import type { PiaErrorCode } from '@portkeep/pia-client';
import { type LearnHostnameOptions, learnHostname } from '@portkeep/pia-client/node';
import { OUT_OF_DATE } from '../certificate-date.ts';
import type { ContractCase } from '../contract-case.ts';
import type { PiaAddresses, PiaFailure } from '../order.ts';
import { patience } from '../patience.ts';
import { rejectionOf, rejectionWithCode } from '../rejection.ts';

const FAILURES: readonly [PiaFailure['fault'], PiaErrorCode][] = [
  ['wrong-ca', 'PIA_NOT_PIA'],
  ['wrong-purpose-certificate', 'PIA_NOT_PIA'],
  ['expired-certificate', OUT_OF_DATE],
  ['not-yet-valid-certificate', OUT_OF_DATE],
  ['hang-before-tls', 'PIA_TIMEOUT'],
  ['refuse', 'PIA_CONNECTION_REFUSED'],
];

export const PIA_HOSTNAME: readonly ContractCase[] = [
  {
    name: 'reads the name from the verified certificate, exactly as it is written there',
    async run(stage) {
      const pia = await stage.startPia();
      assert.deepEqual(await learnHostname(gatewayOf(pia)), { hostname: pia.hostname });
      const { handshakes, requests } = await stage.order('look-at-pia', null);
      assert.deepEqual(
        handshakes.map(({ outcome }) => outcome),
        ['connected'],
      );
      assert.deepEqual(requests, []);
    },
  },
  {
    name: 'reads the name from a certificate that has only a common name',
    async run(stage) {
      const pia = await stage.startPia();
      await stage.order('fail-pia', { target: 'gateway', fault: 'cn-only-certificate' });
      assert.deepEqual(await learnHostname(gatewayOf(pia)), { hostname: pia.hostname });
    },
  },
  {
    name: 'refuses the name in a certificate that the real authority did not sign',
    async run(stage) {
      const { gatewayAddress: address, gatewayPort: port } = await stage.startPia();
      await rejectionWithCode(learnHostname({ address, port }), 'PIA_NOT_PIA');
    },
  },
  ...FAILURES.map(
    ([fault, code]): ContractCase => ({
      name: `answers ${code} to ${fault}`,
      async run(stage) {
        const gateway = { ...gatewayOf(await stage.startPia()), timeoutMs: patience(code) };
        await stage.order('fail-pia', { target: 'gateway', fault });
        await rejectionWithCode(learnHostname(gateway), code);
      },
    }),
  ),
  {
    name: 'reads the name through a proxy, and sends no request',
    async run(stage) {
      const [proxy, server] = await Promise.all([
        stage.order('start-hostile', { name: 'proxy-tunnel', trustedBy: 'own' }),
        stage.order('start-hostile', { name: 'tls-good', trustedBy: 'own' }),
      ]);
      const { port } = new URL(server.url);
      const target = { address: '127.0.0.1', port: Number(port), ca: server.ca };
      const options = { ...target, proxy: new URL(proxy.url), timeoutMs: patience() };
      assert.deepEqual(await learnHostname(options), { hostname: 'pinned.test' });
      const seen = await stage.order('look-at-hostile', { url: server.url, whenClosed: true });
      assert.equal(seen.connections, 1);
      assert.equal(seen.received.join(''), '');
      assert.equal(seen.open, 0);
    },
  },
  {
    name: 'reports a proxy that opens no tunnel with its status',
    async run(stage) {
      const wish = { name: 'proxy-403', trustedBy: 'own' } as const;
      const { url, ca } = await stage.order('start-hostile', wish);
      const options = { address: '127.0.0.1', port: 1, ca, proxy: new URL(url) };
      const call = learnHostname({ ...options, timeoutMs: patience() });
      const error = await rejectionWithCode(call, 'PIA_PROXY_REFUSED');
      assert.match(error.message, /\(status 403\)/);
    },
  },
  {
    name: 'passes on the reason of an abort, before and during the handshake',
    async run(stage) {
      const gateway = gatewayOf(await stage.startPia());
      await stage.order('fail-pia', { target: 'gateway', fault: 'hang-before-tls' });
      const reason = { why: 'the caller said so' };
      const early = learnHostname({ ...gateway, signal: AbortSignal.abort(reason) });
      assert.equal(await rejectionOf(early), reason);
      const controller = new AbortController();
      const rejection = rejectionOf(learnHostname({ ...gateway, signal: controller.signal }));
      while ((await stage.order('look-at-pia', null)).handshakes.length === 0);
      controller.abort(reason);
      assert.equal(await rejection, reason);
    },
  },
];

function gatewayOf(pia: PiaAddresses): LearnHostnameOptions {
  const { gatewayAddress: address, gatewayPort: port, caPem: ca } = pia;
  return { address, port, ca, timeoutMs: patience() };
}
