import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { options } from '../src/concurrent-tests.ts';
import { EARLY_MS, LATE_MS, SidecarBesideOtherNatPmp } from '../src/sidecar-beside-other-natpmp.ts';
import { waitUntil } from '../src/wait-until.ts';

const { internalPort } = SidecarBesideOtherNatPmp;

describe('an API that fails', options, () => {
  test.each(['unauthorized', 'unprocessable'] as const)(
    'the sidecar does not hammer an API that finds its requests %s',
    async (kind) => {
      const place = await SidecarBesideOtherNatPmp.create();
      const { api } = place;
      api.token = 'an old one';
      const sidecar = place.start({
        ...{ DURATION: '5', REFRESH_INTERVAL: '3', API_TOKEN: 'an old one' },
      });
      await place.ready();
      if (kind === 'unauthorized') api.token = 'a new one';
      else api.troubles.set('tcp', kind).set('udp', kind);
      await place.asked('udp', 4);
      for (const protocol of ['tcp', 'udp'] as const) {
        for (const gap of api.gapsOf(protocol)) expect(gap).toBeGreaterThan(2_700 - EARLY_MS);
      }
      expect(await place.status.code('/readyz')).toBe(503);
      expect(await place.status.code('/healthz')).toBe(200);
      const line = kind === 'unauthorized' ? '(HTTP 401): {"error":"Unauthorized"}' : '(HTTP 422)';
      expect(sidecar.output).toContain(`  ✗ tcp mapping failed ${line}`);
      expect(sidecar.output).not.toMatch(/an? (old|new) one/);
      expect(sidecar.process.exitCode).toBeNull();
    },
  );

  test('the sidecar sends a corrected token at once after SIGHUP', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const tokenFile = join(place.folder, 'token');
    writeFileSync(tokenFile, 'the wrong one\n');
    place.api.token = 'the right one';
    const sidecar = place.start({ API_TOKEN_FILE: tokenFile });
    await waitUntil('it was refused', () => /udp mapping failed.*401/.test(sidecar.output));
    writeFileSync(tokenFile, 'the right one\n');
    sidecar.kill('SIGHUP');
    await place.ready();
    expect(place.api.calls.map(({ authorized }) => authorized)).toEqual([false, false, true, true]);
  });

  test('the sidecar asks a failing API again after 1, 2 and 4 s, and the mapping survives', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api } = place;
    // The mapping is made, but the answer is an error.
    const sidecar = place.start({ ENABLE_UDP: 'off', DURATION: '60', REFRESH_INTERVAL: '45' });
    await place.ready();
    api.troubles.set('tcp', 'reply lost');
    sidecar.kill('SIGHUP');
    await place.asked('tcp', 5);
    const gaps = api.gapsOf('tcp').slice(1, 4);
    for (const [index, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThan(900 * 2 ** index - EARLY_MS);
      expect(gap).toBeLessThan(1_000 * 2 ** index + LATE_MS);
    }
    expect(sidecar.output).toContain('  ✗ tcp mapping failed (HTTP 500): {"error":"Failed to');
    expect(sidecar.output).toContain('    Retry attempt 1 after 1s...');
    expect(await place.status.code('/readyz')).toBe(200);
    expect(await place.fields()).toMatchObject({ state: 'degraded', port: 52_001 });
    expect(api.lapses).toEqual([]);
  });

  test('the sidecar retries as often as MAX_RETRIES says in each cycle', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    place.api.troubles.set('tcp', 'gateway');
    const sidecar = place.start({
      ...{ ENABLE_UDP: 'off', DURATION: '9', REFRESH_INTERVAL: '6' },
      ...{ MAX_RETRIES: '2', RETRY_DELAY: '1' },
    });
    await place.asked('tcp', 5);
    const rough = place.api.gapsOf('tcp').map((gap) => (gap > 2_500 ? 'rest' : 'retry'));
    expect(rough.slice(0, 4)).toEqual(['retry', 'retry', 'rest', 'retry']);
    expect(sidecar.output).toContain('    Retry attempt 1/2 after 1s...');
    expect(sidecar.output).toContain('  ✗ tcp mapping failed after 2 retries');
  });

  test('the sidecar is not ready once the mapping lapses, keeps the port file, and recovers', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api, status } = place;
    const sidecar = place.start({ DURATION: '3', REFRESH_INTERVAL: '2' });
    await place.ready();
    api.troubles.set('udp', 'gateway');
    await waitUntil('it is lost', async () => (await status.code('/readyz')) === 503);
    expect((await status.get('/readyz')).body).toContain('udp');
    expect(await place.fields()).toMatchObject({ state: 'lost', port: 52_001 });
    expect(sidecar.output).toMatch(/udp mapping is lost/);
    expect(readFileSync(place.portFile, 'utf8')).toBe('52001\n');
    expect(api.lapses).not.toContain(`tcp ${internalPort}`);
    api.troubles.clear();
    await place.ready();
  });

  test('the sidecar ends when one protocol fails for MAX_CONSECUTIVE_FAILURES cycles', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    place.api.troubles.set('udp', 'gateway');
    const sidecar = place.start({
      ...{ DURATION: '2', REFRESH_INTERVAL: '1', MAX_CONSECUTIVE_FAILURES: '3' },
    });
    expect(await sidecar.exited).toEqual({ code: 1, signal: null });
    expect(sidecar.output).toMatch(/udp.*MAX_CONSECUTIVE_FAILURES/);
    expect(sidecar.output).toContain('ERROR: Reached maximum consecutive failures (3)');
    expect(sidecar.output).toContain('set ENABLE_UDP=false');
    expect(place.api.callsOf('udp').length).toBeGreaterThanOrEqual(3);
    expect(place.api.callsOf('udp').length).toBeLessThanOrEqual(6);
    expect(place.api.lapses).toEqual([]);
  });
});
