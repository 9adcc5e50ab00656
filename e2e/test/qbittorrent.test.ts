import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningPiaSimulator, startPiaSimulator } from '@portkeep/simulators';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Child } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { freePort } from '../src/free-port.ts';
import { listeners } from '../src/listeners.ts';
import { RealQBittorrent } from '../src/real-qbittorrent.ts';
import { hasReal } from '../src/require-real.ts';
import { StatusPage } from '../src/status-page.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

const CHECK_SECONDS = 2;
const PASSWORD = 'adminadmin';

interface Setup {
  readonly pia: RunningPiaSimulator;
  readonly qbittorrent: RealQBittorrent;
  readonly status: StatusPage;
  readonly daemon: (environment: Readonly<Record<string, string>>) => Child;
  /** The port that PIA forwards. */
  readonly forwarded: () => number;
}

/** @param seed a different one for each, so that no two of them forward the same port. */
async function setUp(seed: number): Promise<Setup> {
  const pia = await startPiaSimulator({ seed });
  cleanUp(() => pia.close());
  const qbittorrent = new RealQBittorrent({ port: await freePort() });
  const status = new StatusPage(await freePort());
  const files = filesIn(temporaryFolder());
  return {
    pia,
    qbittorrent,
    status,
    daemon: (environment) =>
      startDaemon({
        environment: {
          ...pia.environment,
          ...files,
          PORT_FORWARD_REFRESH_INTERVAL: '1',
          HTTP_LISTEN: status.listen,
          QBITTORRENT_HOST: qbittorrent.baseUrl,
          QBITTORRENT_CHECK_INTERVAL: String(CHECK_SECONDS),
          ...environment,
        },
      }),
    forwarded: () => pia.simulator.bindings.at(-1)?.port ?? 0,
  };
}

async function start(qbittorrent: RealQBittorrent): Promise<void> {
  qbittorrent.start();
  await waitUntil('qBittorrent accepts a login', () => qbittorrent.ui.login());
}

const listens = (port: number) => waitUntil('the port is open', () => listeners('self', port)[0]);

describe.runIf(hasReal({ programs: ['qbittorrent-nox'] }))('the real qBittorrent', () => {
  let setup: Setup;
  beforeAll(async () => {
    setup = await setUp(1);
  });

  test('qBittorrent starts on a random port with UPnP on, and gets the forwarded port', async () => {
    const { qbittorrent, daemon, forwarded, status } = setup;
    await start(qbittorrent);
    expect(await qbittorrent.ui.preferences()).toMatchObject({ random_port: true, upnp: true });
    daemon({ QBITTORRENT_PASS: PASSWORD });
    await waitUntil('all have the port', async () => (await status.code('/readyz?sinks')) === 200);

    expect(await listens(forwarded())).toBe('127.0.0.1');
    await once(connect(forwarded(), '127.0.0.1'), 'connect');
    expect(await qbittorrent.ui.preferences()).toMatchObject({
      listen_port: forwarded(),
      random_port: false,
      upnp: false,
    });
    expect(await qbittorrent.ui.failedLogins()).toBe(0);
  });

  test('the daemon repairs the port after a user has changed it in qBittorrent', async () => {
    const { qbittorrent, forwarded, status } = setup;
    await qbittorrent.ui.setPreferences({ listen_port: await freePort(), upnp: true });
    await waitUntil('the old port is closed', () => listeners('self', forwarded()).length === 0);
    const changedAt = performance.now();
    await listens(forwarded());
    console.info(`repaired after ${Math.round(performance.now() - changedAt)} ms`);
    // One interval until the check, and time for the repair itself on a slow machine.
    expect(performance.now() - changedAt).toBeLessThan(CHECK_SECONDS * 1000 + 3_000);
    const { upnp } = await qbittorrent.ui.preferences();
    expect(upnp).toBe(false);
    await waitUntil('all is well', async () => (await status.code('/readyz?sinks')) === 200);
  });

  test('qBittorrent gets the port again after a restart in which it forgot port and session', async () => {
    const { qbittorrent, forwarded } = setup;
    await qbittorrent.stop();
    expect(listeners('self', forwarded())).toEqual([]);
    await start(qbittorrent);
    await listens(forwarded());
    // One login of the test and one of the daemon.
    expect(await qbittorrent.ui.goodLogins()).toBe(2);
    expect(await qbittorrent.ui.failedLogins()).toBe(0);
  });
});

describe.runIf(hasReal({ programs: ['qbittorrent-nox'] }))('a wrong password', () => {
  test('a wrong password is sent once, does not harm renewals, and can be corrected in its file', async () => {
    const { pia, qbittorrent, daemon, forwarded, status } = await setUp(2);
    const passwordFile = join(temporaryFolder(), 'password');
    writeFileSync(passwordFile, 'not-the-password\n');
    await start(qbittorrent);
    const child = daemon({ QBITTORRENT_PASS_FILE: passwordFile });
    await waitUntil('it was refused', async () => (await qbittorrent.ui.failedLogins()) > 0);
    const binds = () =>
      pia.simulator.requests.filter((each) => each.endpoint === 'bindPort').length;
    const before = binds();
    await delay(4 * CHECK_SECONDS * 1000);

    expect(await qbittorrent.ui.failedLogins()).toBe(1);
    expect(binds() - before).toBeGreaterThanOrEqual(4);
    expect(await status.code('/readyz')).toBe(200);
    expect(await status.get('/readyz?sinks')).toMatchObject({
      status: 503,
      body: expect.stringContaining('qbittorrent'),
    });
    expect(child.output).not.toContain('not-the-password');

    writeFileSync(passwordFile, `${PASSWORD}\n`);
    await listens(forwarded());
    expect(await qbittorrent.ui.failedLogins()).toBe(1);
    expect(child.process.exitCode).toBeNull();
    await waitUntil('all is well', async () => (await status.code('/readyz?sinks')) === 200);
  });
});

describe.runIf(hasReal({ programs: ['qbittorrent-nox'] }))('a qBittorrent that is down', () => {
  test('a qBittorrent that is down delays nothing and gets the port as soon as it is up', async () => {
    const { qbittorrent, daemon, forwarded, status } = await setUp(3);
    daemon({ QBITTORRENT_PASS: PASSWORD });
    await waitUntil('the lease is held', async () => (await status.code('/readyz')) === 200);
    await waitUntil('the trouble shows', async () =>
      (await status.get('/status')).body.includes('QBT_UNREACHABLE'),
    );
    await start(qbittorrent);
    await listens(forwarded());
    expect(await qbittorrent.ui.failedLogins()).toBe(0);
  });
});
