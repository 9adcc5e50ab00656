import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Child, Exit } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { freePort } from '../src/free-port.ts';
import { OtherPia } from '../src/other-pia/other-pia.ts';
import { hasReal } from '../src/require-real.ts';
import { StatusPage } from '../src/status-page.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

const STOP_WITHIN_MS = 1_000;

interface Setup {
  readonly pia: OtherPia;
  readonly status: StatusPage;
  readonly files: ReturnType<typeof filesIn>;
  readonly start: (command?: string, environment?: Readonly<Record<string, string>>) => Child;
}

async function setUp(): Promise<Setup> {
  const pia = await OtherPia.start();
  const status = new StatusPage(await freePort());
  const files = filesIn(temporaryFolder());
  return {
    pia,
    status,
    files,
    start: (command = 'run', more = {}) =>
      startDaemon({
        command,
        environment: { ...pia.environment, ...files, HTTP_LISTEN: status.listen, ...more },
      }),
  };
}

async function timed(child: Child): Promise<Exit & { readonly ms: number }> {
  const begun = performance.now();
  return { ...(await child.exited), ms: performance.now() - begun };
}

const INTERVAL = { PORT_FORWARD_REFRESH_INTERVAL: '1' };
const ready = (status: StatusPage) =>
  waitUntil('it is ready', async () => (await status.code('/readyz')) === 200);

// Most of the time is spent waiting: one at a time would take more than a minute.
const options = { concurrent: true, timeout: 90_000 };

describe.runIf(hasReal({ programs: ['openssl'] }))('once', options, () => {
  test('tries a gateway that is not there for 45 seconds, then ends with 1', async () => {
    const { pia, start } = await setUp();
    let knocks = 0;
    const silent = createServer((socket) => {
      knocks += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    cleanUp(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const { code, ms } = await timed(start('once', { PIA_GATEWAY_PORT: String(port) }));
    expect(code).toBe(1);
    expect(ms).toBeGreaterThan(40_000);
    expect(ms).toBeLessThan(55_000);
    // At 0, 5, 15 and 35 seconds.
    expect(knocks).toBeGreaterThanOrEqual(3);
    expect(pia.logins).toEqual([]);
  });

  test('writes the port and ends with 0', async () => {
    const { pia, files, start } = await setUp();
    expect(await start('once').exited).toEqual({ code: 0, signal: null });
    expect(readFileSync(files.PORT_FILE, 'utf8')).toBe(`${pia.claims[0]?.port}\n`);
    expect(await start('once').exited).toEqual({ code: 0, signal: null });
    expect(pia.logins).toHaveLength(1);
    expect(pia.binds).toHaveLength(2);
  });

  test('ends with 1 at once when the login is refused, and does not repeat it', async () => {
    const { pia, start } = await setUp();
    const wrong = { PIA_PASS: 'a wrong one' };
    const first = start('once', wrong);
    const { code, ms } = await timed(first);
    expect(code).toBe(1);
    expect(ms).toBeLessThan(10_000);
    expect(first.output).toContain('PIA_CREDENTIALS_REJECTED');
    expect((await start('once', wrong).exited).code).toBe(1);
    expect(pia.logins).toEqual([false]);
  });

  test('ends with 1 when a sink fails', async () => {
    const { pia, start } = await setUp();
    const { code, ms } = await timed(start('once', { ON_PORT_CHANGE: 'false' }));
    expect(code).toBe(1);
    expect(ms).toBeLessThan(10_000);
    expect(pia.binds).toHaveLength(1);
  });
});

describe.runIf(hasReal({ programs: ['openssl'] }))('with a PIA it has never met', options, () => {
  test('gets the port, tells it, keeps it, and shows no secret', async () => {
    const { pia, status, files, start } = await setUp();
    const daemon = start('run', { ...INTERVAL, LOG_LEVEL: 'debug' });
    await ready(status);
    const port = pia.claims[0]?.port;
    expect(readFileSync(files.PORT_FILE, 'utf8')).toBe(`${port}\n`);
    expect(statSync(files.PORT_FILE).mode & 0o777).toBe(0o644);
    const data = JSON.parse(readFileSync(files.PORT_DATA_FILE, 'utf8'));
    expect(data).toMatchObject({ port, gateway: '127.0.0.1', hostname: OtherPia.hostname });
    for (const key of ['timestamp', 'next_refresh', 'expires_at']) {
      expect(data[key]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
    expect(Date.parse(data.expires_at) - Date.parse(data.timestamp)).toBe(900_000);

    await waitUntil('it has renewed', () => pia.binds.length >= 4);
    expect(new Set(pia.binds)).toEqual(new Set([port]));
    expect(pia.logins).toEqual([true]);
    expect(pia.claims).toHaveLength(1);
    expect(pia.requests.filter((place) => place === 'list')).toHaveLength(1);

    const page = JSON.parse((await status.get('/status')).body);
    expect(page).toMatchObject({ app: 'portkeep-daemon', state: 'held', port, last_error: null });
    daemon.kill('SIGTERM');
    expect(await timed(daemon)).toMatchObject({ code: 0 });
  });

  test('plans the renewal 7 to 13 % before a quarter of an hour is over', async () => {
    const { files, status, start } = await setUp();
    start();
    await ready(status);
    const data = JSON.parse(readFileSync(files.PORT_DATA_FILE, 'utf8'));
    const seconds = (Date.parse(data.next_refresh) - Date.parse(data.timestamp)) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(782);
    expect(seconds).toBeLessThanOrEqual(838);
  });

  test('shows a secret nowhere: output, pages, files', async () => {
    const { pia, status, files, start } = await setUp();
    // Failures too: those are where secrets slip out.
    pia.hanging.add('bindPort');
    const daemon = start('run', { ...INTERVAL, LOG_LEVEL: 'debug', LOG_FORMAT: 'json' });
    await waitUntil('it failed once', () => daemon.output.includes('PIA_TIMEOUT'));
    pia.hanging.clear();
    daemon.kill('SIGHUP');
    await ready(status);
    pia.claims.splice(0, 1, { port: 1, payload: '-', signature: '-' });
    await waitUntil('it was told of a bad signature', () =>
      daemon.output.includes('PIA_BAD_SIGNATURE'),
    );
    const seen = [
      daemon.output,
      (await status.get('/status')).body,
      (await status.get('/metrics')).body,
      (await status.get('/readyz?sinks')).body,
      readFileSync(files.PORT_FILE, 'utf8'),
      readFileSync(files.PORT_DATA_FILE, 'utf8'),
    ];
    for (const text of seen) {
      for (const secret of pia.secrets.filter((each) => each.length > 1)) {
        expect(text).not.toContain(secret);
      }
    }
    const state = readFileSync(files.STATE_FILE, 'utf8');
    for (const secret of [pia.password, ...pia.tokens]) expect(state).not.toContain(secret);
  });

  test('sends a wrong password once, over restarts too, and a corrected one at once', async () => {
    const { pia, status, start } = await setUp();
    const passwordFile = join(temporaryFolder(), 'password');
    writeFileSync(passwordFile, 'a wrong one\n');
    const environment = { PIA_PASS: '', PIA_PASS_FILE: passwordFile };
    const first = start('run', environment);
    await waitUntil('it was refused', () => first.output.includes('PIA_CREDENTIALS_REJECTED'));
    expect(await status.get('/readyz')).toMatchObject({
      status: 503,
      body: expect.stringContaining('PIA_CREDENTIALS_REJECTED'),
    });
    first.kill('SIGTERM');
    expect(await first.exited).toEqual({ code: 0, signal: null });

    const second = start('run', environment);
    await waitUntil('it waits', () => second.output.includes('Cannot log in to PIA before'));
    expect(pia.logins).toEqual([false]);
    writeFileSync(passwordFile, `${pia.password}\n`);
    await ready(status);
    expect(pia.logins).toEqual([false, true]);
    expect(first.output + second.output).not.toContain('a wrong one');
  });
});

describe.runIf(hasReal({ programs: ['openssl'] }))('a signal', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends an idle daemon with 0 at once',
    async (name) => {
      const { status, start } = await setUp();
      const daemon = start();
      await ready(status);
      daemon.kill(name);
      const { ms, ...exit } = await timed(daemon);
      expect(exit).toEqual({ code: 0, signal: null });
      expect(ms).toBeLessThan(STOP_WITHIN_MS);
    },
  );

  test.each(['login', 'list', 'getSignature', 'bindPort'] as const)(
    'does so while %s hangs',
    async (place) => {
      const { pia, start } = await setUp();
      pia.hanging.add(place);
      const daemon = start();
      await waitUntil('the request hangs', () => pia.requests.includes(place));
      daemon.kill('SIGTERM');
      const { ms, ...exit } = await timed(daemon);
      expect(exit).toEqual({ code: 0, signal: null });
      expect(ms).toBeLessThan(STOP_WITHIN_MS);
      expect(daemon.output).not.toContain('by force');
    },
  );
});

describe.runIf(hasReal({ programs: ['openssl'] }))('healthcheck', options, () => {
  test('is 0 when the daemon is ready and 1 when it is not there or not ready', async () => {
    const { pia, status, start } = await setUp();
    expect((await start('healthcheck').exited).code).toBe(1);
    pia.hanging.add('login');
    start();
    await waitUntil('it tries', () => pia.requests.includes('login'));
    const early = start('healthcheck');
    expect((await early.exited).code).toBe(1);
    expect(early.output).toContain('lease: none yet');
    const other = await setUp();
    other.start();
    await ready(other.status);
    const good = startDaemon({
      command: 'healthcheck',
      environment: { HTTP_LISTEN: other.status.listen },
    });
    expect((await good.exited).code).toBe(0);
    expect(status.listen).not.toBe(other.status.listen);
  });

  test('says that nothing is checked when the status server is off', async () => {
    const daemon = startDaemon({ command: 'healthcheck', environment: { HTTP_LISTEN: 'off' } });
    expect((await daemon.exited).code).toBe(0);
    expect(daemon.output).toContain('nothing is checked');
  });
});

describe('the command line and the configuration', options, () => {
  test('an unknown command ends with 64', async () => {
    const daemon = startDaemon({ command: 'start', environment: {} });
    expect((await daemon.exited).code).toBe(64);
    expect(daemon.output).toContain('run|once|doctor|healthcheck');
  });

  test.each(['--help', '--version'])('%s needs no configuration', async (command) => {
    const daemon = startDaemon({ command, environment: {} });
    expect((await daemon.exited).code).toBe(0);
    expect(daemon.output).not.toBe('');
  });

  test('a busy address that was asked for ends with 78, before any login', async () => {
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

  test('every problem of the configuration is told at once, and no secret', async () => {
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
