import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { UdpGateway } from '../../apps/natpmp-front/test/udp-gateway.ts';
import { STOPPED } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { freePort } from '../src/free-port.ts';
import { startNatPmpFront } from '../src/natpmp-front.ts';
import { startSidecar } from '../src/sidecar.ts';
import { StatusPage } from '../src/status-page.ts';
import { waitUntil } from '../src/wait-until.ts';

test.each([
  ['203.0.113.1', '✓ External address: 203.0.113.1'],
  ['198.51.100.7', '! Traffic from here does not come from the external address'],
])(
  'the doctor of a sidecar next to a front says whether %s is the external address',
  async (egress, finding) => {
    const gateway = await UdpGateway.start();
    cleanUp(() => gateway.close());
    const page = createServer((_, response) => response.end(`${egress}\n`)).listen(0, '127.0.0.1');
    await once(page, 'listening');
    cleanUp(() => page.close());
    const front = new StatusPage(await freePort());
    startNatPmpFront({
      environment: {
        NATPMP_GATEWAY: `127.0.0.1:${gateway.port}`,
        HTTP_LISTEN: front.listen,
        API_TOKEN: 'token-of-the-front',
      },
    });
    await waitUntil('the front is ready', async () => (await front.code('/readyz')) === 200);
    const doctor = startSidecar({
      command: 'doctor',
      environment: {
        NATPMP_SERVICE: front.listen,
        INTERNAL_PORT: '6881',
        API_TOKEN: 'token-of-the-front',
        PUBLIC_IP_URL: `http://127.0.0.1:${(page.address() as AddressInfo).port}/`,
      },
    });
    expect(await doctor.exited).toEqual(STOPPED);
    expect(doctor.output).toContain(finding);
  },
);
