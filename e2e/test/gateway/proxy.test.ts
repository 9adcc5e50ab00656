import { beforeAll, describe, expect, test } from 'vitest';
import { layRules } from '../../src/gateway/bed-host.ts';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { inNamespace } from '../../src/gateway/network.ts';
import { INTERNET, LAN, SERVERS } from '../../src/gateway/plan.ts';
import { PROXY_URL } from '../../src/gateway/start-proxy.ts';
import { runProgram } from '../../src/run-program.ts';
import { ip } from '../../src/vpn.ts';

/** What curl says about a request by the proxy: the status of CONNECT, or 000 without an answer. */
async function connectBy(namespace: string, url: string, proxy = PROXY_URL): Promise<string> {
  const words = ['curl', '-sk', '-o', '/dev/null', '-w', '%{http_connect}', '--max-time', '2'];
  const curl = ['ip', 'netns', 'exec', namespace, 'sh', '-c', '"$@" || true', 'sh', ...words];
  return await runProgram([...curl, '--proxy', proxy, url]);
}

describe.runIf(canHaveGateway)('the host’s proxy', () => {
  let bed: GatewayBed;
  beforeAll(async () => {
    bed = await GatewayBed.create();
  });

  test('the proxy leads the gateway to ports 443 and 1337 of PIA, and to nothing else', async () => {
    const { gateway } = bed.namespaces;
    bed.oracle.reset();
    expect(await connectBy(gateway, `https://${INTERNET.account}/`)).toBe('200');
    expect(await connectBy(gateway, `https://${SERVERS[0].public}:1337/`)).toBe('200');
    expect(await connectBy(gateway, `https://${INTERNET.peer}:7777/`)).toBe('403');
    expect(await connectBy(gateway, `https://${SERVERS[0].public}:19999/`)).toBe('403');
    const anonymous = PROXY_URL.replace(/\/\/.*@/, '//');
    expect(await connectBy(gateway, `https://${INTERNET.account}/`, anonymous)).toBe('407');
    const { proxy, leaks } = bed.oracle.read();
    expect(proxy).toBeGreaterThan(0);
    expect(leaks).toBe(0);
  });

  test('a service gets nothing from the proxy, not even with the gateway’s address while that is down', async () => {
    const { host, gateway, services } = bed.namespaces;
    const [service] = services;
    const url = `https://${INTERNET.account}/`;
    const forgetNeighbours = () => {
      ip('-n', host, 'neighbour', 'flush', 'dev', 'br-vpn');
      ip('-n', service, 'neighbour', 'flush', 'dev', 'eth0');
    };
    expect(await connectBy(service, url)).toBe('000');
    ip('-n', gateway, 'link', 'set', 'eth0', 'down');
    try {
      ip('-n', service, 'address', 'flush', 'dev', 'eth0');
      ip('-n', service, 'address', 'add', `${LAN.gateway}/24`, 'dev', 'eth0');
      bed.oracle.reset();
      forgetNeighbours();
      expect(await connectBy(service, url)).toBe('000');
      expect(bed.oracle.read()).toMatchObject({ proxy: 0, leaks: 0 });

      // The mutation: without the rule for the bridge's ports, the address is enough.
      inNamespace(host, ['nft', 'delete', 'table', 'bridge', 'portkeep']);
      forgetNeighbours();
      expect(await connectBy(service, url)).toBe('200');
      expect(bed.oracle.read().proxy).toBeGreaterThan(0);
    } finally {
      layRules(host);
      ip('-n', service, 'address', 'flush', 'dev', 'eth0');
      ip('-n', service, 'address', 'add', `${LAN.services[0]}/24`, 'dev', 'eth0');
      ip('-n', service, 'route', 'add', 'default', 'via', LAN.gateway);
      ip('-n', gateway, 'link', 'set', 'eth0', 'up');
    }
  });
});
