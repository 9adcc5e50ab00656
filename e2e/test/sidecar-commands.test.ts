import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { STOPPED, timed } from '../src/child.ts';
import { options } from '../src/concurrent-tests.ts';
import { startSidecar } from '../src/sidecar.ts';
import { SidecarBesideOtherNatPmp } from '../src/sidecar-beside-other-natpmp.ts';

describe('the other commands of the sidecar', options, () => {
  test('once maps the port, reports it and exits with 0', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    expect(await place.command('once').exited).toEqual(STOPPED);
    expect(readFileSync(place.portFile, 'utf8')).toBe('52001\n');
    expect(place.api.calls).toHaveLength(2);
  });

  test('once exits with 1 immediately when the mapping is refused or a sink fails', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const failing = place.command('once', { ON_PORT_CHANGE: 'false' });
    expect((await failing.exited).code).toBe(1);
    place.api.token = 'secret';
    const { code, ms } = await timed(place.command('once'));
    expect(code).toBe(1);
    expect(ms).toBeLessThan(10_000);
  });

  test('healthcheck reports whether the sidecar is ready', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    expect((await place.command('healthcheck').exited).code).toBe(1);
    place.api.troubles.set('udp', 'hangs');
    place.start();
    await place.asked('udp', 1);
    expect((await place.command('healthcheck').exited).code).toBe(1);
    const other = await SidecarBesideOtherNatPmp.create();
    other.start();
    await other.ready();
    const { listen } = other.status;
    const bare = startSidecar({ command: 'healthcheck', environment: { HTTP_LISTEN: listen } });
    expect((await bare.exited).code).toBe(0);
  });

  test.each(['--help', '--version'])(
    'the sidecar needs no configuration for %s',
    async (command) => {
      const sidecar = startSidecar({ command, environment: {} });
      expect((await sidecar.exited).code).toBe(0);
      expect(sidecar.output).not.toBe('');
    },
  );

  test('an unknown command ends the sidecar with exit code 64', async () => {
    const sidecar = startSidecar({ command: 'start', environment: {} });
    expect((await sidecar.exited).code).toBe(64);
    expect(sidecar.output).toContain('run|once|doctor|healthcheck');
  });
});
