import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { STOPPED, timed } from '../src/child.ts';
import { options } from '../src/concurrent-tests.ts';
import { SidecarBesideOtherNatPmp } from '../src/sidecar-beside-other-natpmp.ts';

const { internalPort } = SidecarBesideOtherNatPmp;
const STOP_WITHIN_MS = 1_000;
const RELEASE_WITHIN_MS = 5_000;

describe('signals to the sidecar', options, () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends an idle sidecar at once', async (name) => {
    const place = await SidecarBesideOtherNatPmp.create();
    const sidecar = place.start();
    await place.ready();
    sidecar.kill(name);
    const { ms, ...exit } = await timed(sidecar);
    expect(exit).toEqual(STOPPED);
    expect(ms).toBeLessThan(STOP_WITHIN_MS);
    // In a rolling update, the other pod uses the same mapping.
    expect(place.api.calls.map(({ duration }) => duration)).toEqual([60, 60]);
    expect(readFileSync(place.portFile, 'utf8')).toBe('52001\n');
  });

  test.each(['tcp', 'udp'] as const)(
    'SIGTERM ends a sidecar at once while its %s request hangs',
    async (protocol) => {
      const place = await SidecarBesideOtherNatPmp.create();
      place.api.troubles.set(protocol, 'hangs');
      const sidecar = place.start();
      await place.asked(protocol, 1);
      sidecar.kill('SIGTERM');
      const { ms, ...exit } = await timed(sidecar);
      expect(exit).toEqual(STOPPED);
      expect(ms).toBeLessThan(STOP_WITHIN_MS);
      expect(sidecar.output).not.toContain('by force');
    },
  );

  test('a stopped sidecar releases its mappings with RELEASE_ON_EXIT', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api } = place;
    const sidecar = place.start({ RELEASE_ON_EXIT: 'true' });
    await place.ready();
    expect(api.isMapped('tcp', internalPort)).toBe(true);
    sidecar.kill('SIGTERM');
    expect(await sidecar.exited).toEqual(STOPPED);
    expect(api.isMapped('tcp', internalPort)).toBe(false);
    expect(api.isMapped('udp', internalPort)).toBe(false);
    expect(api.dangerous).toEqual([]);
  });

  test('a stopped sidecar also releases a mapping that the API never confirmed', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api } = place;
    api.troubles.set('tcp', 'reply lost');
    const sidecar = place.start({ RELEASE_ON_EXIT: 'true' });
    await place.asked('udp', 1);
    expect(api.isMapped('tcp', internalPort)).toBe(true);
    api.troubles.clear();
    sidecar.kill('SIGTERM');
    expect(await sidecar.exited).toEqual(STOPPED);
    expect(api.isMapped('tcp', internalPort)).toBe(false);
  });

  test('a stopped sidecar waits only a few seconds for an API that hangs', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const sidecar = place.start({ RELEASE_ON_EXIT: 'true' });
    await place.ready();
    place.api.troubles.set('tcp', 'hangs').set('udp', 'hangs');
    sidecar.kill('SIGTERM');
    const { ms, ...exit } = await timed(sidecar);
    expect(exit).toEqual(STOPPED);
    expect(ms).toBeLessThan(RELEASE_WITHIN_MS);
  });
});
