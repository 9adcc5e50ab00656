import { setTimeout as delay } from 'node:timers/promises';
import type { SimulatedServer } from '@portkeep/simulators';
import { describe, expect, test } from 'vitest';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { listeners } from '../src/listeners.ts';
import { PiaElsewhere } from '../src/pia-elsewhere.ts';
import { QBittorrentElsewhere } from '../src/qbittorrent-elsewhere.ts';
import { RealQBittorrent } from '../src/real-qbittorrent.ts';
import { hasReal } from '../src/require-real.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { type TunnelPlan, Vpn } from '../src/vpn.ts';
import { waitUntil } from '../src/wait-until.ts';

const RECONNECTS = 20;
const WITHIN_MS = 10_000;
const WEB_UI_PORT = 8080;

interface Connection extends TunnelPlan {
  readonly cn: string;
}

/** Where PIA puts its customers: one kind of address plan after the other. */
function connection(index: number): Connection {
  const net = `10.${20 + index}`;
  const plans = [
    { address: `${net}.155.222/32`, gateway: `${net}.128.1`, routes: 'wireguard' },
    { address: `${net}.112.7/24`, gateway: `${net}.112.1`, routes: 'openvpn' },
    { address: `${net}.233.9/32`, gateway: `${net}.224.1`, routes: 'wireguard' },
    { address: `${net}.7.8/16`, gateway: `${net}.0.1`, routes: 'openvpn' },
  ] as const;
  return { cn: `stockholm${400 + index}`, ...(plans[index % 4] ?? plans[0]) };
}

const connections = Array.from({ length: RECONNECTS + 1 }, (_, index) => connection(index));
const servers = connections.map(
  ({ cn, gateway }, index): SimulatedServer => ({
    cn,
    gatewayAddress: gateway,
    publicAddress: `203.0.113.${index + 1}`,
    regionId: 'sweden',
    lists: ['v7'],
  }),
);

async function setUp() {
  const vpn = await Vpn.create(servers.map(({ gatewayAddress }) => gatewayAddress));
  const { customerNamespace, serverNamespace, device, wrapper } = vpn;
  const pia = await PiaElsewhere.start(serverNamespace, { host: vpn.serverAddress, servers });
  const real = new RealQBittorrent({ port: WEB_UI_PORT, device, wrapper });
  real.start();
  const stubborn = await QBittorrentElsewhere.start(customerNamespace);
  const daemons = [real, stubborn].map(({ baseUrl }) => {
    const folder = temporaryFolder();
    return startDaemon({
      wrapper,
      environment: {
        ...pia.environment,
        ...filesIn(folder),
        HTTP_LISTEN: 'off',
        QBITTORRENT_HOST: baseUrl,
        QBITTORRENT_PASS: 'adminadmin',
      },
    });
  });
  return { vpn, pia, real, stubborn, daemons };
}

function summary(name: string, times: readonly number[]): string {
  const sorted = times.map(Math.round).toSorted((a, b) => a - b);
  return `${name} after ${sorted[sorted.length >> 1]} ms (median), ${sorted.at(-1)} ms (longest)`;
}

const programs = ['ip', 'wg', 'wireguard-go', 'qbittorrent-nox'];

describe.runIf(hasReal({ programs, root: true }))(
  'a tunnel that comes and goes',
  { concurrent: true },
  () => {
    const title = `is followed to ${RECONNECTS} other servers, and peers get through each time`;
    test(title, { timeout: 240_000 }, async () => {
      const { vpn, pia, real, stubborn, daemons } = await setUp();
      const bound: number[] = [];
      const open: number[] = [];
      for (const [index, { cn, ...plan }] of connections.entries()) {
        if (index > 0) {
          await vpn.disconnect();
          await pia.reconnect(cn);
          await stubborn.networkChanged();
          // Shorter and longer than the time between two checks of the network.
          await delay(index % 4 === 0 ? 2_200 : 100);
        }
        await vpn.connect(plan);
        const begun = performance.now();
        const look = { timeoutMs: 2 * WITHIN_MS };
        const bindings = await waitUntil(
          `${cn} forwards both ports: ${daemons.map(({ output }) => output)}`,
          async () => {
            const live = await pia.bindings();
            return (
              live.length === daemons.length && live.every(({ server }) => server === cn) && live
            );
          },
          look,
        );
        bound.push(performance.now() - begun);
        const ports = bindings.map(({ port }) => port);
        const own = plan.address.split('/')[0] ?? '';
        await waitUntil(
          'both qBittorrents listen where peers get through',
          async () => {
            const [port] = ports.filter((each) => listeners(real.pid, each).includes(own));
            const other = await stubborn.listeningPort();
            return (
              port !== undefined &&
              ports.some((each) => each === other && each !== port) &&
              (await pia.peerGetsThrough(own, port))
            );
          },
          look,
        );
        open.push(performance.now() - begun);
      }
      console.info(
        `${RECONNECTS} reconnects: ${summary('bound', bound)}, ${summary('open', open)}`,
      );
      expect(Math.max(...open)).toBeLessThan(WITHIN_MS);
      // One login and one claim for each daemon: the port stayed the same.
      expect(await pia.count('logins')).toBe(2);
      expect(await pia.count('claims')).toBe(2);
      expect(daemons.map((daemon) => daemon.process.exitCode)).toEqual([null, null]);
    });
  },
);

describe.runIf(hasReal({ programs: ['unshare'], root: true }))(
  'a network in which only loopback is left',
  { concurrent: true },
  () => {
    const clock = new URL('../src/fast-monotonic-clock.cjs', import.meta.url).pathname;
    const start = (environment: Readonly<Record<string, string>>) =>
      startDaemon({
        wrapper: ['unshare', '--net'],
        environment: {
          ...filesIn(temporaryFolder()),
          PIA_USER: 'p1234567',
          PIA_PASS: 'correct-horse',
          HTTP_LISTEN: 'off',
          NODE_OPTIONS: `--require=${clock}`,
          ...environment,
        },
      });

    test('a daemon that sees only loopback for two minutes exits with 75, since only a restart joins the new namespace', async () => {
      const begun = performance.now();
      // This daemon needs no other device, and keeps running.
      const local = start({ PIA_GATEWAY: '127.0.0.1' });
      const daemon = start({});
      expect(await daemon.exited).toEqual({ code: 75, signal: null });
      const seconds = (performance.now() - begun) / 1000;
      // Two minutes of the fast clock, and what a slow machine needs to start.
      expect(seconds).toBeGreaterThan(4);
      expect(seconds).toBeLessThan(20);
      expect(daemon.output).toMatch(/loopback.*restart/);
      await delay(3_000);
      expect(local.process.exitCode).toBeNull();
    });
  },
);
