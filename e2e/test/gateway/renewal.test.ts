import { beforeAll, describe, expect, test } from 'vitest';
import type { Child } from '../../src/child.ts';
import { canHaveGateway } from '../../src/gateway/can-have-gateway.ts';
import { GatewayBed } from '../../src/gateway/gateway-bed.ts';
import { INTERNET, LAN, PEER_OPEN_PORT, PEER_PORT } from '../../src/gateway/plan.ts';
import { waitUntil } from '../../src/wait-until.ts';

const SERVICE_PORT = 8_080;
const EVERY_MS = 10;
const RENEWALS = 20;
const QUIET_DATAGRAMS = 200;

describe.runIf(canHaveGateway)('a gateway that renews its tunnel', () => {
  let bed: GatewayBed;
  let gateway: Child;

  beforeAll(async () => {
    bed = await GatewayBed.create();
    await bed.services[0].listen(LAN.services[0], SERVICE_PORT);
    gateway = bed.start({ FORWARD_TO: `${LAN.services[0]}:${SERVICE_PORT}` });
    await bed.ready(gateway);
  });

  /** Has the gateway renew the tunnel; resolves when that is done and the port is bound there. */
  async function renew(): Promise<void> {
    const { peer_ip: before } = await bed.status();
    const { pia } = bed.internet;
    gateway.kill('SIGHUP');
    await waitUntil(
      'the tunnel is renewed',
      async () => {
        const { peer_ip: address } = await bed.status();
        if (address === before) throw new Error(gateway.output.slice(-3_000));
        return (await pia.bindings()).some((binding) => binding.address === address);
      },
      { timeoutMs: 15_000 },
    );
  }

  test(`a service notices ${RENEWALS} renewals by no more than a short gap`, async () => {
    const { pia, peer } = bed.internet;
    const [service, other] = bed.services;
    const { port } = await bed.status();
    await service.startStream(INTERNET.peer, PEER_PORT, EVERY_MS);
    await waitUntil('the stream flows', async () => (await service.streamReport()).received > 0);
    let quiet = await service.streamReport();
    await waitUntil('the quiet time is over', async () => {
      const { sent, received, longestGapMs } = await service.streamReport();
      quiet = {
        sent: quiet.sent + sent,
        received: quiet.received + received,
        longestGapMs: Math.max(quiet.longestGapMs, longestGapMs),
      };
      return quiet.received >= QUIET_DATAGRAMS;
    });
    const gaps: number[] = [];
    const resets: number[] = [];
    const lost: number[] = [];
    await other.startQuestions(INTERNET.openResolver);
    for (let renewal = 1; renewal <= RENEWALS; renewal += 1) {
      await other.hold(INTERNET.peer, PEER_OPEN_PORT);
      await service.streamReport();
      await other.holdReport(true);
      await renew();
      const report = await waitUntil('the connection is reset', async () => {
        const held = await other.holdReport(false);
        return held.error !== undefined && held;
      });
      resets.push(report.ms ?? Number.POSITIVE_INFINITY);
      const { longestGapMs } = await service.streamReport();
      gaps.push(longestGapMs);
      lost.push((await other.questionReport()).lost);
    }
    await Promise.all([service.stopStream(), other.stopQuestions()]);
    const sorted = gaps.map(Math.round).toSorted((a, b) => a - b);
    console.info(
      `${RENEWALS} renewals: gaps of ${sorted.join(' ')} ms, in quiet times ${Math.round(quiet.longestGapMs)} ms; ${lost.join(' ')} questions lost; connections reset after ${resets.map(Math.round).join(' ')} ms`,
    );
    expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(250, 10 * quiet.longestGapMs));
    expect(Math.max(...resets)).toBeLessThan(2_000);
    expect(Math.max(...lost)).toBeLessThanOrEqual(1);
    expect(await bed.status()).toMatchObject({ port });
    const { public: address } = await bed.server();
    expect(await peer.tcp(address, Number(port))).toBe(`tcp to ${INTERNET.peer}`);
    expect(await pia.count('logins')).toBe(1);
    expect(gateway.process.exitCode).toBeNull();
  });
});
