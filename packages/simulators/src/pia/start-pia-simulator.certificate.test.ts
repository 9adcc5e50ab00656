import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askGateway, ping } from '../../test/https-exchange.ts';
import { type RunningPiaSimulator, startPiaSimulator } from './start-pia-simulator.ts';

let pia: RunningPiaSimulator;
beforeEach(async () => {
  pia = await startPiaSimulator();
});
afterEach(async () => {
  await pia.close();
});

describe('the certificate of the gateway', () => {
  test('the certificate of the gateway is valid for the name of the connected server and for no other', async () => {
    expect(await ping(pia)).toBe(200);
    const other = await askGateway(pia, '/ping', { servername: 'amsterdam447' });
    expect(other.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    const lower = await askGateway(pia, '/ping', { servername: pia.hostname.toLowerCase() });
    expect(lower.status).toBe(200);
  });

  test('the certificate of the gateway is not valid for clients that trust the usual authorities', async () => {
    const { code } = await askGateway(pia, '/ping', { ca: undefined });
    expect(code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  test('the certificate of an old server is a public one when the public name of the region is requested', async () => {
    pia.simulator.reconnect('amsterdam447');
    const servername = 'nl-amsterdam.privacy.network';
    const { code } = await askGateway(pia, '/ping', { servername });
    expect(code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(await ping(pia)).toBe(200);
  });

  test.each([
    ['wrong-ca', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired-certificate', 'CERT_HAS_EXPIRED'],
    ['not-yet-valid-certificate', 'CERT_NOT_YET_VALID'],
    ['wrong-purpose-certificate', 'INVALID_PURPOSE'],
    ['cn-only-certificate', 200],
  ] as const)(
    'the certificate of the gateway under the fault %s fails with %s, then is valid again',
    async (fault, outcome) => {
      pia.simulator.setFault('gateway', fault, { times: 1 });
      expect(await ping(pia)).toBe(outcome);
      expect(await ping(pia)).toBe(200);
      const arrived = pia.simulator.requests.length;
      expect(arrived).toBe(outcome === 200 ? 2 : 1);
    },
  );
});
