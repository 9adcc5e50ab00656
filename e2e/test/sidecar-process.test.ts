import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanUp } from '../src/clean-up.ts';
import { startSidecar } from '../src/sidecar.ts';
import { SidecarBesideOtherNatPmp, timed } from '../src/sidecar-beside-other-natpmp.ts';
import { waitUntil } from '../src/wait-until.ts';

const { internalPort } = SidecarBesideOtherNatPmp;
const BRISK = { DURATION: '6', REFRESH_INTERVAL: '2' };
const STOP_WITHIN_MS = 1_000;
const RELEASE_WITHIN_MS = 5_000;
const STOPPED = { code: 0, signal: null };

const options = { concurrent: true, timeout: 90_000 };

describe('the log', options, () => {
  test('has the lines of the shell container that it replaces', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const sidecar = place.start();
    await place.ready();
    sidecar.kill('SIGTERM');
    expect(await sidecar.exited).toEqual(STOPPED);
    const [tcp = '', udp = ''] = place.api.granted;
    const own = /HTTP_LISTEN|status|holds port|is written|INFO|^$/;
    const lines = sidecar.output.split('\n').filter((line) => !own.test(line));
    const time = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\]/;
    expect(lines.map((line) => line.replace(time, '[time]'))).toEqual([
      'Warning: No API_TOKEN set - running without authentication',
      'Starting NAT-PMP refresh service...',
      `Service: http://${place.api.service}/forward`,
      `Internal Port: ${internalPort}`,
      'Protocols: tcp,udp',
      'Duration: 60s',
      'Refresh Interval: 45s',
      'Max Consecutive Failures: 10',
      `[time] Requesting NAT-PMP port mappings for port ${internalPort}...`,
      '  → tcp mapping...',
      `  ✓ tcp mapping successful: ${tcp}`,
      '  → udp mapping...',
      `  ✓ udp mapping successful: ${udp}`,
      '  Sleeping 45s until next renewal...',
      'Received shutdown signal, exiting gracefully...',
    ]);
  });

  test('is valid JSON from the first line to the last with LOG_FORMAT=json', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const { api } = place;
    const told = 'sh:echo "a line of its own"; echo "{broken" >&2';
    const sidecar = place.start({
      ...{ ...BRISK, LOG_FORMAT: 'json', LOG_LEVEL: 'debug', ON_PORT_CHANGE: told },
      API_TOKEN: 'used for nothing',
    });
    await place.ready();
    api.troubles.set('tcp', 'gateway').set('udp', 'unprocessable');
    await waitUntil('it failed', () => /HTTP 500.*HTTP 422/s.test(sidecar.output));
    api.troubles.clear();
    Object.assign(api.externalPorts, { tcp: 52_100, udp: 52_200 });
    await waitUntil('it noticed', () => sidecar.output.includes('mismatch'));
    sidecar.kill('SIGTERM');
    expect(await sidecar.exited).toEqual(STOPPED);
    const lines = sidecar.output.trimEnd().split('\n');
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        level: expect.stringMatching(/^(debug|info|warn|error)$/),
        message: expect.any(String),
      });
    }
    const messages: string[] = lines.map((line) => JSON.parse(line).message);
    expect(messages).toContain('Using Bearer token authentication');
    expect(messages).toContain(`✓ tcp mapping successful: ${api.granted[0]}`);
    expect(messages.join()).toContain('a line of its own');
  });

  test.each(['API_TOKEN', 'API_TOKEN_FILE', 'CREDENTIALS_DIRECTORY'])(
    'shows a token from %s nowhere, and neither do pages, files and the hook',
    async (from) => {
      const token = 'tok-3n/with+signs="\'and spaces';
      const place = await SidecarBesideOtherNatPmp.create();
      const { api, status, folder } = place;
      const file = join(folder, 'api_token');
      writeFileSync(file, `${token}\n`);
      const value = { API_TOKEN: token, API_TOKEN_FILE: file, CREDENTIALS_DIRECTORY: folder }[from];
      const environmentFile = join(folder, 'environment');
      api.token = token;
      const sidecar = place.start({
        ...{ ...BRISK, LOG_LEVEL: 'debug', [from]: value ?? '' },
        ON_PORT_CHANGE: `sh:env; env > ${environmentFile}`,
      });
      await place.ready();
      await waitUntil('the hook was run', () => readFileSync(environmentFile, 'utf8'));
      api.token = 'changed at the API';
      await waitUntil('it was refused', () => sidecar.output.includes('HTTP 401'));
      api.troubles.set('tcp', 'hangs');
      const seen = [
        (await status.get('/status')).body,
        (await status.get('/metrics')).body,
        (await status.get('/readyz?sinks')).body,
        readFileSync(place.portFile, 'utf8'),
        readFileSync(place.dataFile, 'utf8'),
        readFileSync(environmentFile, 'utf8'),
      ];
      sidecar.kill('SIGTERM');
      expect(await sidecar.exited).toEqual(STOPPED);
      for (const text of [sidecar.output, ...seen]) {
        for (const secret of [token, JSON.stringify(token).slice(1, -1)]) {
          expect(text).not.toContain(secret);
        }
      }
      expect(api.calls.slice(0, 2).every(({ authorized }) => authorized)).toBe(true);
    },
  );
});

describe('a signal', options, () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends an idle sidecar at once', async (name) => {
    const place = await SidecarBesideOtherNatPmp.create();
    const sidecar = place.start();
    await place.ready();
    sidecar.kill(name);
    const { ms, ...exit } = await timed(sidecar);
    expect(exit).toEqual(STOPPED);
    expect(ms).toBeLessThan(STOP_WITHIN_MS);
    // Of a rolling update, the other pod uses the same mapping.
    expect(place.api.calls.map(({ duration }) => duration)).toEqual([60, 60]);
    expect(readFileSync(place.portFile, 'utf8')).toBe('52001\n');
  });

  test.each(['tcp', 'udp'] as const)('does so while the %s request hangs', async (protocol) => {
    const place = await SidecarBesideOtherNatPmp.create();
    place.api.troubles.set(protocol, 'hangs');
    const sidecar = place.start();
    await place.asked(protocol, 1);
    sidecar.kill('SIGTERM');
    const { ms, ...exit } = await timed(sidecar);
    expect(exit).toEqual(STOPPED);
    expect(ms).toBeLessThan(STOP_WITHIN_MS);
    expect(sidecar.output).not.toContain('by force');
  });

  test('has the mappings released with RELEASE_ON_EXIT', async () => {
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

  test('waits a few seconds at most for an API that hangs then', async () => {
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

describe('the other commands', options, () => {
  test('once maps, tells and ends with 0', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    expect(await place.command('once').exited).toEqual(STOPPED);
    expect(readFileSync(place.portFile, 'utf8')).toBe('52001\n');
    expect(place.api.calls).toHaveLength(2);
  });

  test('once ends with 1 at once when it is refused or a sink fails', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const failing = place.command('once', { ON_PORT_CHANGE: 'false' });
    expect((await failing.exited).code).toBe(1);
    place.api.token = 'secret';
    const { code, ms } = await timed(place.command('once'));
    expect(code).toBe(1);
    expect(ms).toBeLessThan(10_000);
  });

  test('healthcheck tells whether it is ready', async () => {
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

  test.each(['--help', '--version'])('%s needs no configuration', async (command) => {
    const sidecar = startSidecar({ command, environment: {} });
    expect((await sidecar.exited).code).toBe(0);
    expect(sidecar.output).not.toBe('');
  });

  test('an unknown one ends with 64', async () => {
    const sidecar = startSidecar({ command: 'start', environment: {} });
    expect((await sidecar.exited).code).toBe(64);
    expect(sidecar.output).toContain('run|once|doctor|healthcheck');
  });
});

describe('a wrong configuration ends with 78', options, () => {
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
  ])('%o', async (variables, named) => {
    const sidecar = startSidecar({ environment: { ...good, ...variables } });
    expect((await sidecar.exited).code).toBe(78);
    expect(sidecar.output).toContain(named);
  });

  test('and every problem is told at once', async () => {
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

  test('and so does a busy address that was asked for, before any mapping', async () => {
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
