import { describe, expect, test } from 'vitest';
import type { Child } from '../src/child.ts';
import { startElsewhere } from '../src/elsewhere.ts';
import { getInNamespace } from '../src/get-in-namespace.ts';
import { type Forward, Miniupnpd } from '../src/miniupnpd.ts';
import { startNatPmpFront } from '../src/natpmp-front.ts';
import { INSIDE, NatPmpNetwork, OUTSIDE } from '../src/natpmp-network.ts';
import { hasReal } from '../src/require-real.ts';
import { runProgram } from '../src/run-program.ts';
import { startSidecar } from '../src/sidecar.ts';
import { waitUntil } from '../src/wait-until.ts';

const INTERNAL_PORT = 6881;
const HTTP_LISTEN = '127.0.0.1:9798';
const SERVICE = '127.0.0.1:8080';
const TOKEN = 'a token';
const DURATION_S = 8;
const RENEWED_WITHIN_MS = 10_000;
const NEIGHBOUR_S = 600;

async function setUp() {
  const network = new NatPmpNetwork();
  const gateway = new Miniupnpd(network.router);
  await gateway.start();
  const { wrapper } = network;
  // Without NATPMP_GATEWAY, it is the next hop of the default route.
  const environment = { HTTP_LISTEN: SERVICE, API_TOKEN: TOKEN };
  const front = startNatPmpFront({ wrapper, environment });
  const isReady = (listen: string) =>
    getInNamespace(network.inside, listen, '/readyz').status === 200;
  await waitUntil('the front serves its API', () => front.output.includes('is served at'));
  await waitUntil('the front is ready', () => isReady(SERVICE));
  const neighbour = startElsewhere(network.inside, 'neighbour-program.ts');
  const host = startElsewhere(network.inside, 'peer-program.ts');
  await host('listen', INSIDE.host, INTERNAL_PORT);
  const peer = startElsewhere(network.outside, 'peer-program.ts');
  return {
    gateway,
    network,
    start: (more: Readonly<Record<string, string>> = {}): Child =>
      startSidecar({
        wrapper,
        environment: {
          ...{ NATPMP_SERVICE: SERVICE, API_TOKEN: TOKEN, HTTP_LISTEN },
          ...{ INTERNAL_PORT: String(INTERNAL_PORT), REFRESH_INTERVAL: '2' },
          ...{ DURATION: String(DURATION_S), ...more },
        },
      }),
    ready: () => waitUntil('it is ready', () => isReady(HTTP_LISTEN)),
    front,
    /** The API's answer to the host inside, which asks as the original's shell clients do. */
    curl: async (path: string, body: string) => {
      const headers = [`Authorization: Bearer ${TOKEN}`, 'Content-Type: application/json'];
      const words = [...headers.flatMap((header) => ['-H', header]), ...(body && ['-d', body])];
      const url = `http://${SERVICE}${path}`;
      return JSON.parse(await runProgram([...wrapper, 'curl', '-sS', ...words, url]));
    },
    doctor: () => startNatPmpFront({ wrapper, environment, command: 'doctor' }),
    /** The answer that a peer outside gets at a port of the router. */
    askFromOutside: (protocol: Forward['protocol'], port: number) =>
      peer(protocol, OUTSIDE.router, port),
    neighbourMaps: (protocol: Forward['protocol'], port: number) =>
      neighbour('mapDirectly', INSIDE.router, INSIDE.neighbour, protocol, port, NEIGHBOUR_S),
    /** The host's own forwards, tcp first. */
    forwards: () =>
      gateway
        .forwards()
        .filter(({ to }) => to === `${INSIDE.host}:${INTERNAL_PORT}`)
        .map(({ protocol, externalPort }) => `${protocol} ${externalPort}`)
        .toSorted(),
  };
}

const programs = ['curl', 'ip', 'miniupnpd', 'nft'];

describe.runIf(hasReal({ programs, root: true }))('behind a real gateway', () => {
  test('the port is open from outside while the sidecar runs', async () => {
    const { gateway, start, ready, askFromOutside, neighbourMaps, forwards } = await setUp();
    const until = (what: string, expected: readonly string[]) =>
      waitUntil(what, () => forwards().join() === expected.join(), {
        timeoutMs: RENEWED_WITHIN_MS + DURATION_S * 1_000,
      });

    // Mapped: to the next port, since a neighbour has the same number.
    await neighbourMaps('tcp', INTERNAL_PORT);
    await neighbourMaps('udp', INTERNAL_PORT);
    expect(await askFromOutside('tcp', INTERNAL_PORT + 1)).toBeUndefined();
    const port = INTERNAL_PORT + 1;
    const both = [`tcp ${port}`, `udp ${port}`];
    const first = start({ RELEASE_ON_EXIT: 'true' });
    await ready();
    expect(forwards()).toEqual(both);
    /** miniupnpd replaces a rule at each renewal: for a moment there is none. */
    const reachable = async (tcp: number, udp: number) => {
      for (const [protocol, external] of [
        ['tcp', tcp],
        ['udp', udp],
      ] as const) {
        const isAnswered = async () =>
          (await askFromOutside(protocol, external)) === `${protocol} to ${OUTSIDE.peer}`;
        await waitUntil(`${protocol} port ${external} is open from outside`, isAnswered);
      }
    };
    await reachable(port, port);

    // The sidecar releases its mappings when it stops.
    first.kill('SIGTERM');
    expect(await first.exited).toEqual({ code: 0, signal: null });
    expect(forwards()).toEqual([]);
    expect(await askFromOutside('tcp', port)).toBeUndefined();
    expect(await askFromOutside('udp', port)).toBeUndefined();

    // Lapsed: no sidecar is left to release or renew it.
    const second = start();
    await ready();
    await reachable(port, port);
    second.kill('SIGKILL');
    await second.exited;
    expect(forwards()).toEqual(both);
    await until('the mappings have lapsed', []);

    // Kept beyond one lifetime, and back after the gateway has lost its table.
    const third = start();
    await ready();
    await gateway.stop();
    await waitUntil('it has failed', () => third.output.includes('tcp mapping failed (HTTP 500)'));
    await gateway.start();
    await until('the mappings are back', both);
    await reachable(port, port);

    // Once more, but now the neighbour takes the port first.
    await gateway.stop();
    await gateway.start();
    await neighbourMaps('udp', port);
    await until('the mappings are back', [`tcp ${port}`, `udp ${port + 1}`]);
    await waitUntil('it warned', () => third.output.includes('mismatch'));
    expect(third.output).toMatch(new RegExp(`udp.*changed from ${port} to ${port + 1}`));
    expect(third.output).toMatch(new RegExp(`mismatch.*${port}.*${port + 1}`));
    await ready();
    await reachable(port, port + 1);
    third.kill('SIGTERM');
    expect(await third.exited).toEqual({ code: 0, signal: null });
  }, 180_000);

  test('the front serves clients of the original API too, and reports the external address', async () => {
    const { curl, doctor, forwards, gateway } = await setUp();
    const ask = (protocol: string, duration: number) =>
      curl('/forward', JSON.stringify({ internal_port: INTERNAL_PORT, protocol, duration }));
    const mapping = { internal_port: INTERNAL_PORT, external_port: INTERNAL_PORT, protocol: 'tcp' };
    const mapped = await ask('tcp', 60);
    expect(mapped).toMatchObject({ ...mapping, duration: 60, lifetime: 60 });
    expect(mapped.epoch).toBeGreaterThanOrEqual(0);
    expect(forwards()).toEqual([`tcp ${INTERNAL_PORT}`]);
    expect(await curl('/v1/address', '')).toMatchObject({ address: OUTSIDE.router });

    // The front requests a mapping again without the client noticing that it was gone. A clock that
    // has gone back by less than two seconds does not count as a restart.
    await ask('udp', 600);
    await waitUntil('the gateway has run for a while', async () => {
      const { epoch } = await curl('/v1/address', '');
      return epoch > 3;
    });
    await gateway.stop();
    await gateway.start();
    const both = [`tcp ${INTERNAL_PORT}`, `udp ${INTERNAL_PORT}`];
    await ask('tcp', 60);
    await waitUntil('udp is mapped again', () => forwards().join() === both.join());

    expect(await ask('tcp', 0)).toMatchObject({ external_port: 0, duration: 0, lifetime: 0 });
    expect(forwards()).toEqual([`udp ${INTERNAL_PORT}`]);

    const examined = doctor();
    expect((await examined.exited).code).toBe(0);
    expect(examined.output).toContain(
      `The gateway is ${INSIDE.router}:5351, from the default route`,
    );
    expect(examined.output).toContain(`its external address is ${OUTSIDE.router}`);
  }, 180_000);

  test('the port stays mapped while a fifth of the packets to and from the gateway is lost', async () => {
    const { network, start, ready, forwards } = await setUp();
    // Long enough that losing every try in one lifetime is next to impossible.
    const lifetimeS = 20;
    const sidecar = start({ DURATION: String(lifetimeS) });
    await ready();
    network.losePackets(20);
    const both = [`tcp ${INTERNAL_PORT}`, `udp ${INTERNAL_PORT}`];
    const over = performance.now() + 2 * lifetimeS * 1_000;
    let mappedAt = performance.now();
    let longestGapMs = 0;
    await waitUntil('two lifetimes are over', () => {
      const now = performance.now();
      longestGapMs = Math.max(longestGapMs, now - mappedAt);
      if (forwards().join() === both.join()) mappedAt = now;
      return now > over;
    });
    // miniupnpd replaces a rule at each renewal; a mapping that lapsed would be missing for longer.
    expect(longestGapMs).toBeLessThan(1_500);
    expect(sidecar.output).not.toContain('is lost');
  }, 180_000);
});
