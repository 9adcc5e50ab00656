import { isPiaFault, PIA_FAULTS } from '@portkeep/simulators';
import { expect, test } from 'vitest';
import { TunnelScene } from '../../test/tunnel-scene.ts';

const SWEDEN = ['Server-11555-2a', 'Server-11556-0a'];
const DAY = 86_400_000;
const REGIONS = { PIA_REGIONS: 'sweden,nl_amsterdam' };

test('the first tunnel is set up after the table was closed, and only then is the table opened', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire } = await scene.start();
  const { value, renewAt } = await acquire();
  expect(scene.kernel.calls).toEqual(['close', 'configureFirst', 'open']);
  expect(SWEDEN).toContain(value.server.hostname);
  expect(value.region).toBe('sweden');
  expect(renewAt - value.since).toBe(30 * DAY);
  expect(scene.pia.logins).toHaveLength(1);
});

test('a renewal registers a new key at the same server without the server list, and keeps the socket', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire, renew } = await scene.start();
  const first = await acquire();
  scene.pia.setFault('list', 'refuse');
  const second = await renew(first);
  expect(second.value.server).toEqual(first.value.server);
  expect(second.value.publicKey).not.toBe(first.value.publicKey);
  expect(scene.kernel.calls.slice(3)).toEqual(['switchTo', 'open']);
  expect(scene.pia.logins).toHaveLength(1);
});

test('a renewal that fails leaves the old tunnel as it was, with every fault of addKey', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire, renew } = await scene.start();
  const first = await acquire();
  const { wireguard } = scene.kernel;
  const before = scene.asked.length;
  const harmless = /^(slow|cn-only-certificate|(wrong|missing)-dns_servers)$/;
  const faults = PIA_FAULTS.addKey.filter((fault) => !harmless.test(fault));
  expect(faults.length).toBeGreaterThan(30);
  for (const fault of faults) {
    if (isPiaFault('addKey', fault)) scene.pia.setFault('addKey', fault);
    await expect(renew(first), fault).rejects.toThrow(/; /);
    expect(scene.kernel.wireguard, fault).toBe(wireguard);
  }
  expect(scene.kernel.calls).toEqual(['close', 'configureFirst', 'open']);
  expect(new Set(scene.asked.slice(before))).toEqual(new Set([first.value.server.hostname]));
  scene.pia.clearFaults();
  expect((await renew(first)).value.server).toEqual(first.value.server);
});

test('a server that answers no handshake at a renewal is replaced at once, because the old key has ended', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire, renew } = await scene.start();
  const first = await acquire();
  scene.mute.add(first.value.server.hostname);
  const { value } = await renew(first);
  expect([first.value.server.hostname, value.server.hostname].sort()).toEqual(SWEDEN);
  expect(scene.kernel.calls.filter((call) => call === 'switchTo')).toHaveLength(5 + 1);
});

test('a dead tunnel is replaced by another server of the region, then by the next region, then from the start', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire, renew, tunnels } = await scene.start();
  let lease = await acquire();
  const used = [lease.value.server.hostname];
  for (let round = 0; round < 5; round += 1) {
    await scene.clock.advance(60_000);
    tunnels.isDead();
    lease = await renew(lease);
    used.push(lease.value.server.hostname);
  }
  expect(used.slice(0, 2).sort()).toEqual(SWEDEN);
  expect(used[2]).toBe('amsterdam447');
  expect(used.slice(3, 5).every((each) => each !== 'losangeles405')).toBe(true);
  expect(new Set(used).size).toBe(3);
});

test('a dead tunnel stays in its region while another server of it is not resting', async () => {
  const scene = new TunnelScene({ PIA_REGIONS: 'nl_amsterdam,sweden' });
  const { acquire, renew, tunnels } = await scene.start();
  let lease = await acquire();
  const regions = [lease.value.region];
  for (let round = 0; round < 2; round += 1) {
    tunnels.isDead();
    lease = await renew(lease);
    regions.push(lease.value.region);
    // After that, the server in Amsterdam may be used again.
    await scene.clock.advance(31 * 60_000);
  }
  expect(regions).toEqual(['nl_amsterdam', 'sweden', 'sweden']);
});

test('each server of all regions is tried once in an attempt, and from the start in the next one', async () => {
  const scene = new TunnelScene({ PIA_REGIONS: 'sweden,nl_amsterdam,sweden' });
  scene.pia.setFault('addKey', 'server-error');
  const { acquire } = await scene.start();
  await expect(acquire()).rejects.toMatchObject({ code: 'PIA_SERVER_ERROR' });
  expect([...scene.asked].sort()).toEqual([...SWEDEN, 'amsterdam447'].sort());
  expect(scene.asked.at(-1)).toBe('amsterdam447');
  await expect(acquire()).rejects.toMatchObject({ code: 'PIA_SERVER_ERROR' });
  expect(scene.asked).toHaveLength(6);
  expect(scene.kernel.opening).toBeUndefined();
});

test('a token that a server does not accept is replaced by one login and no more', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire, renew } = await scene.start();
  const first = await acquire();
  scene.pia.revokeTokens();
  const second = await renew(first);
  expect(scene.pia.logins).toHaveLength(2);
  expect(scene.store.kept.new_token_not_before).toBeUndefined();
  scene.pia.setFault('addKey', 'login-failed');
  await expect(renew(second)).rejects.toMatchObject({ code: 'PIA_LOGIN_EXPIRED' });
  for (let round = 0; round < 10; round += 1) {
    await expect(renew(second)).rejects.toMatchObject({ code: 'PIA_LOGIN_EXPIRED' });
  }
  expect(scene.pia.logins).toHaveLength(3);
});

test('no key is registered for an interface that is missing, and one that was made again is set up from scratch', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire, renew } = await scene.start();
  const first = await acquire();
  const before = scene.asked.length;
  scene.kernel.removeInterface();
  await expect(renew(first)).rejects.toMatchObject({ code: 'NO_INTERFACE' });
  expect(scene.asked).toHaveLength(before);
  scene.kernel.makeInterface();
  await renew(first);
  expect(scene.kernel.calls.slice(3)).toEqual(['configureFirst', 'open']);
});

test('a disk that cannot be written does not cost the tunnel', async () => {
  const scene = new TunnelScene(REGIONS);
  const { acquire, renew } = await scene.start();
  const first = await acquire();
  scene.store.writable = false;
  const second = await renew(first);
  await scene.clock.flush();
  expect(second.value.since).toBeGreaterThanOrEqual(first.value.since);
  expect(scene.troubles).toEqual([expect.stringMatching(/^The tunnel could not be saved/)]);
});

test('a dedicated IP registers its key without the token of the account', async () => {
  const token = 'DIP-secret';
  const [server] = SWEDEN;
  const dedicatedIps = [{ token, cn: server ?? '' }];
  const scene = new TunnelScene({ PIA_DIP_TOKEN: token }, { dedicatedIps });
  const { acquire, renew } = await scene.start();
  const first = await acquire();
  expect(first.value.server.hostname).toBe(server);
  scene.pia.revokeTokens();
  await renew(first);
  expect(scene.pia.logins).toHaveLength(1);
  expect(new Set(scene.pia.wireguard.history.map(({ account }) => account))).toEqual(
    new Set(['dedicated IP']),
  );
});
