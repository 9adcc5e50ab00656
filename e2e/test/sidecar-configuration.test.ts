import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { cleanUp } from '../src/clean-up.ts';
import { options } from '../src/concurrent-tests.ts';
import { startSidecar } from '../src/sidecar.ts';
import { SidecarBesideOtherNatPmp } from '../src/sidecar-beside-other-natpmp.ts';

describe('a wrong configuration of the sidecar', options, () => {
  const good = { NATPMP_SERVICE: '127.0.0.1:1', INTERNAL_PORT: '6881', HTTP_LISTEN: 'off' };

  test.each([
    [{ NATPMP_SERVICE: '' }, 'NATPMP_SERVICE'],
    [{ NATPMP_SERVICE: 'ftp://gateway:8080' }, 'NATPMP_SERVICE'],
    [{ INTERNAL_PORT: '' }, 'INTERNAL_PORT'],
    [{ INTERNAL_PORT: '0' }, 'INTERNAL_PORT'],
    [{ INTERNAL_PORT: '06881' }, 'INTERNAL_PORT'],
    [{ INTERNAL_PORT: '65536' }, 'INTERNAL_PORT'],
    [{ ENABLE_TCP: 'off', ENABLE_UDP: '0' }, 'ENABLE_TCP and ENABLE_UDP'],
    [{ DURATION: '45', REFRESH_INTERVAL: '45' }, 'REFRESH_INTERVAL'],
    [{ DURATION: '30' }, 'REFRESH_INTERVAL'],
    [{ API_TOKEN: 'a', API_TOKEN_FILE: '/b' }, 'API_TOKEN'],
    [{ API_TOKEN_FILE: '/nowhere/at/all' }, 'API_TOKEN_FILE'],
  ])('%o ends the sidecar with exit code 78', async (variables, named) => {
    const sidecar = startSidecar({ environment: { ...good, ...variables } });
    expect((await sidecar.exited).code).toBe(78);
    expect(sidecar.output).toContain(named);
  });

  test('the sidecar reports every configuration problem at once', async () => {
    const environment = {
      ENABLE_TCP: 'maybe',
      DURATION: '1m',
      LOG_FORMAT: 'xml',
      HTTP_LISTEN: '1',
    };
    const sidecar = startSidecar({ environment });
    expect((await sidecar.exited).code).toBe(78);
    const named = sidecar.output.match(/^[A-Z_]+/gm)?.toSorted();
    expect([...new Set(named)]).toEqual([
      ...['DURATION', 'ENABLE_TCP', 'HTTP_LISTEN', 'INTERNAL_PORT', 'LOG_FORMAT'],
      'NATPMP_SERVICE',
    ]);
  });

  test('a configured HTTP address that is in use ends the sidecar with exit code 78 before any mapping', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    cleanUp(() => other.close());
    const { port } = other.address() as AddressInfo;
    const sidecar = place.start({ HTTP_LISTEN: `127.0.0.1:${port}` });
    expect((await sidecar.exited).code).toBe(78);
    expect(place.api.calls).toEqual([]);
  });
});
