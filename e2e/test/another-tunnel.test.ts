import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { PiaElsewhere } from '../src/pia-elsewhere.ts';
import { hasReal } from '../src/require-real.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { Vpn } from '../src/vpn.ts';
import { waitUntil } from '../src/wait-until.ts';

const GATEWAY = '10.20.128.1';
const ADDRESS = '10.20.155.222/32';
const OTHERS = ['100.101.102.103/32', '10.8.0.2/24'].flatMap((each) => [each, each, each]);
/** The daemon looks every two seconds. */
const SEEN_MS = 2_500;

describe.runIf(hasReal({ programs: ['ip', 'wg', 'wireguard-go'], root: true }))(
  'a tunnel that is not the VPN',
  () => {
    const title = 'comes and goes six times, and the port is not bound again';
    test(title, { timeout: 120_000 }, async () => {
      const vpn = await Vpn.create([GATEWAY]);
      const { serverNamespace, serverAddress: host, wrapper } = vpn;
      const server = {
        cn: 'stockholm401',
        gatewayAddress: GATEWAY,
        publicAddress: '203.0.113.1',
        regionId: 'sweden',
        lists: ['v7'],
      } as const;
      const pia = await PiaElsewhere.start(serverNamespace, { host, servers: [server] });
      await vpn.connect({ address: ADDRESS, gateway: GATEWAY, routes: 'wireguard' });
      const files = filesIn(temporaryFolder());
      const environment = { ...pia.environment, ...files, HTTP_LISTEN: 'off' };
      const daemon = startDaemon({ wrapper, environment });
      await waitUntil('the port is bound', async () => (await pia.bindings()).length === 1);
      const [first] = await pia.bindings();
      await delay(SEEN_MS);

      for (const address of OTHERS) {
        const remove = await vpn.addOther(`${vpn.device}o`, address);
        await delay(SEEN_MS);
        await remove();
        await delay(SEEN_MS);
      }
      expect(await pia.bindings()).toEqual([first]);
      expect(daemon.output).not.toContain('The tunnel changed');

      // The VPN itself is still watched.
      await vpn.disconnect();
      await pia.reconnect('stockholm401');
      await vpn.connect({ address: ADDRESS, gateway: GATEWAY, routes: 'wireguard' });
      await waitUntil(
        `the port is bound again: ${daemon.output}`,
        async () => (await pia.bindings()).length === 1,
        { timeoutMs: 10_000 },
      );
      const [again] = await pia.bindings();
      expect(readFileSync(files.PORT_FILE, 'utf8')).toBe(`${again?.port}\n`);
      expect(again?.port).toBe(first?.port);
    });
  },
);
