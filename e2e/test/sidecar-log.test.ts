import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { STOPPED } from '../src/child.ts';
import { options } from '../src/concurrent-tests.ts';
import { BRISK, SidecarBesideOtherNatPmp } from '../src/sidecar-beside-other-natpmp.ts';
import { waitUntil } from '../src/wait-until.ts';

const { internalPort } = SidecarBesideOtherNatPmp;

describe('the log of the sidecar', options, () => {
  test('the log has the lines of the shell container that the sidecar replaces', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const sidecar = place.start();
    await place.ready();
    sidecar.kill('SIGTERM');
    expect(await sidecar.exited).toEqual(STOPPED);
    const [tcp = '', udp = ''] = place.api.granted;
    const own = /HTTP_LISTEN|status|holds port|is written|INFO/;
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
      '',
      `[time] Requesting NAT-PMP port mappings for port ${internalPort}...`,
      '  → tcp mapping...',
      `  ✓ tcp mapping successful: ${tcp}`,
      '  → udp mapping...',
      `  ✓ udp mapping successful: ${udp}`,
      '  Sleeping 45s until next renewal...',
      '',
      '',
      'Received shutdown signal, exiting gracefully...',
      '',
    ]);
  });

  test('the log ends with the words of the shell container where nothing can be mapped', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    place.api.token = 'another one';
    const sidecar = place.start({
      ...{ DURATION: '2', REFRESH_INTERVAL: '1', MAX_CONSECUTIVE_FAILURES: '2' },
    });
    expect(await sidecar.exited).toEqual({ code: 1, signal: null });
    const lines = sidecar.output.split('\n');
    const last = lines.lastIndexOf('  → tcp mapping...');
    expect(lines.slice(last + 1, last + 9)).toEqual([
      '  ✗ tcp mapping failed (HTTP 401): {"error":"Unauthorized"}',
      '  ✗ tcp mapping failed after 0 retries',
      '  ⚠ All protocols failed. Consecutive failures: 2/2',
      '',
      'ERROR: Reached maximum consecutive failures (2)',
      'Exiting due to persistent connectivity issues. Please check:',
      '  - NAT-PMP service is running and accessible',
      '  - Network connectivity is stable',
    ]);
  });

  test('every line of the log is valid JSON with LOG_FORMAT=json', async () => {
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
    'a token from %s shows neither in the log nor in pages, files and the hook',
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
