import { createLog, type ExitError, hideSecrets } from '@portkeep/app-host';
import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { ETH0, LO, network } from '../../../../test/network-fixture.ts';
import { followNetwork } from './follow-network.ts';
import { LeadingTunnel } from './leading-tunnel.ts';
import type { NetworkSnapshot } from './network-snapshot.ts';

const log = createLog({
  level: 'error',
  format: 'text',
  color: false,
  write: () => {},
  hide: hideSecrets([]),
});

function follow(read: () => NetworkSnapshot, gateway?: string) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const stale: ExitError[] = [];
  const onStale = (error: ExitError) => stale.push(error);
  const done = followNetwork({
    clock,
    signal: stop.signal,
    log,
    tunnel: new LeadingTunnel({ read, sourceAddress: async () => undefined }),
    gateway,
    onChange() {},
    onStale,
    read,
  });
  const end = () => {
    stop.abort();
    return done;
  };
  return { clock, stale, end };
}

test('after two minutes with nothing but loopback the process ends with exit code 75 and says how to recover', async () => {
  const { clock, stale, end } = follow(() => network([LO]));
  await clock.advance(119_000);
  expect(stale).toEqual([]);
  await clock.advance(3_000);
  expect(stale).toMatchObject([{ code: 75 }]);
  expect(stale[0]?.message).toContain('restart');
  await end();
});

test('a gateway on loopback, or any other device, prevents a restart', async () => {
  const loopback = follow(() => network([LO]), '127.0.0.1');
  const docker = follow(() => network([LO, ETH0]));
  await loopback.clock.advance(600_000);
  await docker.clock.advance(600_000);
  expect([...loopback.stale, ...docker.stale]).toEqual([]);
  await Promise.all([loopback.end(), docker.end()]);
});
