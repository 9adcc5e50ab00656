import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { docsRun } from '../../src/deploy/docs-pages.ts';
import type { Image } from '../../src/images/image.ts';
import { StagedImage } from '../../src/images/staged-image.ts';
import { waitUntil } from '../../src/wait-until.ts';

const INTERVAL_MS = 2_000;
const PROBE_EVERY_MS = 1_000;
const PROBES = 15;

/** The docs' `docker run` of the sidecar, which has the limits of the original container. */
export function testSidecar(image: () => Image): void {
  const run = docsRun('sidecar', 'API_TOKEN');

  describe('the sidecar in 32 MiB and 5 % of a core, read-only and without any capability', () => {
    test('the sidecar is healthy when both protocols are mapped, and not before', async () => {
      const staged = await StagedImage.create(image(), run);
      const { natpmp, status } = staged.stage;
      natpmp?.simulator.setFault('forward', 'unauthorized');
      const container = staged.start({ environment: { REFRESH_INTERVAL: '2' } });
      await waitUntil('it is alive', async () => (await status.code('/healthz')) === 200);
      expect((await container.health()).code).toBe(1);
      natpmp?.simulator.clearFaults();
      await staged.ready();
      const protocols = natpmp?.simulator.mappings.map(({ protocol }) => protocol);
      expect(protocols?.toSorted()).toEqual(['tcp', 'udp']);
      // A second Node.js, within the same limits.
      expect(await container.health()).toMatchObject({ code: 0, output: 'ok\n' });
      const { limit, oomKills, peak } = await container.memory();
      expect({ limit, oomKills }).toEqual({ limit: 32, oomKills: 0 });
      console.info(`sidecar: peak ${peak.toFixed(1)} MiB with a health check`);
    });

    // bench/sidecar-footprint does the same for two minutes.
    test('the sidecar misses no renewal while it is probed', async () => {
      expect(run.limits).toEqual({ memoryMiB: 32, cpuMilli: 50 });
      const staged = await StagedImage.create(image(), run);
      const container = staged.start({
        environment: { REFRESH_INTERVAL: String(INTERVAL_MS / 1000), START_SPREAD_MS: '0' },
      });
      console.info(`sidecar: ready after ${Math.round(await staged.ready())} ms`);
      for (let probe = 0; probe < PROBES; probe += 1) {
        await delay(PROBE_EVERY_MS);
        for (const path of ['/readyz', '/healthz']) {
          expect(await staged.stage.status.code(path), path).toBe(200);
        }
      }
      for (const protocol of ['tcp', 'udp']) {
        const renewedAt = (staged.stage.natpmp?.simulator.requests ?? [])
          .filter(({ asked, status }) => status === 200 && asked?.protocol === protocol)
          .map(({ at }) => at);
        const gaps = [...renewedAt.slice(1), Date.now()].map(
          (at, index) => at - (renewedAt[index] ?? Number.NaN),
        );
        expect(Math.max(...gaps), protocol).toBeLessThan(2 * INTERVAL_MS);
      }
      const { limit, oomKills, anonymous, workingSet, peak } = await container.memory();
      expect({ limit, oomKills }).toEqual({ limit: 32, oomKills: 0 });
      console.info('sidecar, MiB:', { anonymous, 'working set': workingSet, peak });
      const { code, ms } = await container.stop();
      expect(code).toBe(0);
      expect(ms).toBeLessThan(1_000);
      console.info(`sidecar: ended ${Math.round(ms)} ms after SIGTERM`);
    });
  });
}
