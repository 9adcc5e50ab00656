import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { cleanUp } from '../src/clean-up.ts';
import { options } from '../src/concurrent-tests.ts';
import { startDaemon } from '../src/daemon.ts';
import { setUp } from '../src/daemon-beside-other-pia.ts';

describe('the command line and the configuration', options, () => {
  test('an unknown command ends the daemon with exit code 64', async () => {
    const daemon = startDaemon({ command: 'start', environment: {} });
    expect((await daemon.exited).code).toBe(64);
    expect(daemon.output).toContain('run|once|doctor|healthcheck');
  });

  test.each(['--help', '--version'])(
    'the daemon needs no configuration for %s',
    async (command) => {
      const daemon = startDaemon({ command, environment: {} });
      expect((await daemon.exited).code).toBe(0);
      expect(daemon.output).not.toBe('');
    },
  );

  test('a configured HTTP address that is in use ends the daemon with exit code 78 before any login', async () => {
    const { pia, start } = await setUp();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    cleanUp(() => other.close());
    const { port } = other.address() as AddressInfo;
    const daemon = start('run', { HTTP_LISTEN: `127.0.0.1:${port}` });
    expect((await daemon.exited).code).toBe(78);
    expect(daemon.output).toContain(`HTTP_LISTEN cannot listen on 127.0.0.1:${port}`);
    expect(pia.requests).toEqual([]);
  });

  test('the daemon reports every configuration problem at once, without secrets', async () => {
    const daemon = startDaemon({
      environment: {
        PIA_PASS: 'not-to-be-seen',
        PIA_PASS_FILE: '/nowhere/not-to-be-read',
        QBITTORRENT_PASS_FILE: '/nowhere/at-all',
        PORT_FORWARD_REFRESH_INTERVAL: '0',
        PIA_GATEWAY: 'gateway',
        PIA_GATEWAY_PORT: '70000',
        PIA_TOKEN_URL: 'http://example.org/',
        PIA_REQUIRE_LISTED: 'maybe',
        PORT_FILE_MODE: '999',
        HTTP_LISTEN: 'everywhere',
        QBITTORRENT_PORT_MODE: 'both',
        LOG_LEVEL: 'loud',
      },
    });
    expect((await daemon.exited).code).toBe(78);
    const named = daemon.output.match(/^[A-Z_]+/gm)?.toSorted();
    expect([...new Set(named)]).toEqual([
      'HTTP_LISTEN',
      'LOG_LEVEL',
      'PIA_GATEWAY',
      'PIA_GATEWAY_PORT',
      'PIA_PASS',
      'PIA_REQUIRE_LISTED',
      'PIA_TOKEN_URL',
      'PIA_USER',
      'PORT_FILE_MODE',
      'PORT_FORWARD_REFRESH_INTERVAL',
      'QBITTORRENT_PASS_FILE',
      'QBITTORRENT_PORT_MODE',
    ]);
    expect(daemon.output).not.toContain('not-to-be-seen');
  });
});
