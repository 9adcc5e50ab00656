import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { options } from '../src/concurrent-tests.ts';
import {
  BRISK,
  EARLY_MS,
  LATE_MS,
  SidecarBesideOtherNatPmp,
} from '../src/sidecar-beside-other-natpmp.ts';
import { waitUntil } from '../src/wait-until.ts';

const { internalPort } = SidecarBesideOtherNatPmp;

/** A hook that leaves one line for each time it is run. */
function hook(folder: string) {
  const file = join(folder, 'hook-runs');
  const line = '$PREVIOUS_PORT>$PORT $INTERNAL_PORT $PROTOCOL';
  return {
    variable: { ON_PORT_CHANGE: `sh:echo "${line}" >> ${file}` },
    lines: () => readFileSync(file, 'utf8').trimEnd().split('\n'),
  };
}

describe('with an independent fake of the NAT-PMP HTTP API', options, () => {
  test('the sidecar maps tcp and udp one after the other, and reports the port to every sink', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api, status, folder } = place;
    const { variable, lines } = hook(folder);
    api.troubles.set('udp', 'gateway');
    place.start({ ...BRISK, ...variable });
    await place.asked('udp', 1);
    expect(await status.code('/healthz')).toBe(200);
    expect(await status.get('/readyz')).toMatchObject({ status: 503 });
    expect(() => readFileSync(place.portFile)).toThrow('ENOENT');

    api.troubles.clear();
    await place.ready();
    expect(readFileSync(place.portFile, 'utf8')).toBe('52001\n');
    expect(statSync(place.portFile).mode & 0o777).toBe(0o644);
    const data = JSON.parse(readFileSync(place.dataFile, 'utf8'));
    expect(data).toMatchObject({
      ...{ port: 52_001, gateway: api.service, hostname: null },
      ...{ internal_port: internalPort, protocol: 'tcp,udp' },
    });
    for (const key of ['timestamp', 'next_refresh', 'expires_at']) {
      expect(data[key]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
    await waitUntil('the hook was run', () => lines());
    expect(lines()).toEqual([`>52001 ${internalPort} tcp,udp`]);
    expect(await place.fields()).toMatchObject({
      ...{ app: 'portkeep-sidecar', state: 'held', port: 52_001, last_error: null },
      ...{ gateway: api.service, hostname: null },
    });
    expect(await status.code('/startupz')).toBe(200);
    expect(await status.metric('portkeep_port')).toBe(52_001);
    expect(await status.metric('portkeep_lease_held')).toBe(1);
    expect(new Set(api.calls.map((call) => `${call.internalPort} ${call.duration}`))).toEqual(
      new Set([`${internalPort} 6`]),
    );
    expect(api.load.most).toBe(1);
    expect(api.dangerous).toEqual([]);
  });

  test.each([
    { ENABLE_TCP: 'no', expected: 'udp', port: 52_002 },
    { ENABLE_UDP: 'FALSE', expected: 'tcp', port: 52_001 },
  ])(
    'the sidecar maps only $expected when the other protocol is off',
    async ({ expected, port, ...variables }) => {
      const place = await SidecarBesideOtherNatPmp.create();
      place.api.externalPorts.udp = 52_002;
      const { variable, lines } = hook(place.folder);
      const sidecar = place.start({ ...variables, ...variable });
      await place.ready();
      await waitUntil('the hook was run', () => lines());
      expect(lines()).toEqual([`>${port} ${internalPort} ${expected}`]);
      expect(new Set(place.api.calls.map(({ protocol }) => protocol))).toEqual(new Set([expected]));
      expect(sidecar.output).not.toContain('mismatch');
    },
  );

  test('the sidecar renews before the mapping lapses, a little before the interval is over', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api } = place;
    place.start(BRISK);
    await place.asked('udp', 5);
    expect(api.lapses).toEqual([]);
    for (const gap of api.gapsOf('tcp')) {
      expect(gap).toBeGreaterThan(1_800 - EARLY_MS);
      expect(gap).toBeLessThan(2_000 + LATE_MS);
    }
    expect(await place.status.code('/readyz')).toBe(200);
  });

  test('the sidecar renews at three quarters of the granted lifetime where that is sooner', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api } = place;
    api.maxDuration = 4;
    place.start();
    await place.asked('udp', 3);
    expect(api.calls[0]?.duration).toBe(60);
    expect(api.lapses).toEqual([]);
    for (const gap of api.gapsOf('tcp')) {
      expect(gap).toBeGreaterThan(2_700 - EARLY_MS);
      expect(gap).toBeLessThan(3_000 + LATE_MS);
    }
  });

  test('the sidecar reports every change of the external port, in order', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api, folder } = place;
    const { variable, lines } = hook(folder);
    const sidecar = place.start({ ...BRISK, ...variable });
    await place.ready();
    for (const port of [52_100, 52_200]) {
      Object.assign(api.externalPorts, { tcp: port, udp: port });
      await waitUntil('the file has the port', () => {
        return readFileSync(place.portFile, 'utf8') === `${port}\n`;
      });
      await waitUntil('the hook knows', () => lines().at(-1)?.includes(`>${port} `));
      await waitUntil('udp has moved too', async () => (await place.fields()).udp_port === port);
      // The next change comes only after the data file is written as well.
      await place.ready();
    }
    const rest = `${internalPort} tcp,udp`;
    expect(lines()).toEqual([`>52001 ${rest}`, `52001>52100 ${rest}`, `52100>52200 ${rest}`]);
    expect(JSON.parse(readFileSync(place.dataFile, 'utf8')).port).toBe(52_200);
    expect(sidecar.output).toMatch(/tcp.*changed.*52001.*52100/);
    expect(sidecar.output).toMatch(/udp.*changed.*52100.*52200/);
    expect(await place.status.metric('portkeep_port_changes_total')).toBe(2);
  });

  test('the sidecar stays ready and warns of a mismatch once, with both ports', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    place.api.externalPorts.udp = 52_777;
    const sidecar = place.start(BRISK);
    await place.ready();
    await place.asked('udp', 3);
    const warnings = sidecar.output.split('\n').filter((line) => line.includes('mismatch'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/52001.*52777/);
    expect(await place.status.code('/readyz')).toBe(200);
    expect(readFileSync(place.portFile, 'utf8')).toBe('52001\n');
    expect(await place.fields()).toMatchObject({ mismatch: true });

    place.api.externalPorts.udp = 52_001;
    await waitUntil('it is over', async () => (await place.fields()).mismatch === false);
  });
});
