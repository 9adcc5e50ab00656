import { afterEach, beforeEach, expect, test } from 'vitest';
import { json } from '../test/pia-requests.ts';
import { FIRST, register, SECOND } from '../test/wireguard-requests.ts';
import { runControl } from './control-commands.ts';
import { loopbackServers } from './pia/loopback-servers.ts';
import { type RunningPiaSimulator, startPiaSimulator } from './pia/start-pia-simulator.ts';
import { createSimulatorClock } from './simulator-clock.ts';

const clock = createSimulatorClock();
let pia: RunningPiaSimulator;

beforeEach(async () => {
  pia = await startPiaSimulator({ now: clock.now, servers: loopbackServers() });
  register(pia.simulator, FIRST);
  register(pia.simulator, SECOND);
});
afterEach(async () => {
  await pia.close();
});

async function command(route: string, body: unknown = {}): Promise<unknown> {
  return await runControl(route, JSON.stringify(body), { clock, pia });
}

test('GET /state shows the WireGuard keys that the servers know and knew', async () => {
  pia.simulator.wireguard.forgetKeys(FIRST);
  expect(await command('GET /state')).toMatchObject({
    pia: {
      peers: [{ server: SECOND, address: '10.200.1.1' }],
      peerHistory: [{ server: FIRST, removedAt: expect.any(Number) }, { server: SECOND }],
    },
  });
});

test('POST /forget-keys ends the keys of one server, or of all', async () => {
  await command('POST /forget-keys', { cn: FIRST });
  expect(pia.simulator.wireguard.peers).toMatchObject([{ server: SECOND }]);
  await command('POST /forget-keys');
  expect(pia.simulator.wireguard.peers).toEqual([]);
  await expect(command('POST /forget-keys', { cn: 'atlantis1' })).rejects.toThrow(RangeError);
});

test('POST /servers stops a server and starts it again', async () => {
  const { publicAddress = '' } = loopbackServers()[1] ?? {};
  await command('POST /servers', { cn: SECOND, running: false });
  expect(pia.simulator.listening('server', publicAddress)).toBe(false);
  expect(pia.simulator.listening('server', loopbackServers()[0]?.publicAddress)).toBe(true);
  await command('POST /servers', { cn: SECOND, running: true });
  expect(pia.simulator.listening('server', publicAddress)).toBe(true);
});

test.each([
  [{ running: true }, /the servers are/],
  [{ cn: FIRST }, /'running': send true or false/],
  [{ cn: FIRST, running: 'no' }, /'running': send true or false/],
])('POST /servers refuses %j', async (body, message) => {
  await expect(command('POST /servers', body)).rejects.toThrow(message);
});

test('POST /faults passes on what a fault puts into a field', async () => {
  await command('POST /faults', { target: 'addKey', fault: 'wrong-peer_ip', value: '10.0.0.1/33' });
  expect(json(register(pia.simulator, FIRST)).peer_ip).toBe('10.0.0.1/33');
});
