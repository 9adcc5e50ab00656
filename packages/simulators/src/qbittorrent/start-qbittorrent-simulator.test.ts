import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type RunningQBittorrentSimulator,
  type StartQBittorrentSimulatorOptions,
  startQBittorrentSimulator,
} from './start-qbittorrent-simulator.ts';

const running: RunningQBittorrentSimulator[] = [];

async function start(options: Partial<StartQBittorrentSimulatorOptions> = {}) {
  const started = await startQBittorrentSimulator({ dialect: '5.2', ...options });
  running.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.close()));
});

interface Received {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function send(
  baseUrl: string,
  action: string,
  { method = 'GET', headers = {}, body = '' }: Partial<SendOptions> = {},
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const url = new URL(`/api/v2/${action}`, baseUrl);
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

interface SendOptions {
  method: string;
  headers: Record<string, string>;
  body: string;
}

async function login(baseUrl: string): Promise<Record<string, string>> {
  const reply = await send(baseUrl, 'auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'username=admin&password=adminadmin',
  });
  return { cookie: String(reply.headers['set-cookie']).split(';')[0] ?? '' };
}

const connects = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () =>
      resolve(false),
    );
    socket.on('connect', () => socket.destroy());
  });

describe('over a real socket', () => {
  test('the qBittorrent simulator answers with a cookie that names the port it got', async () => {
    const { baseUrl, port } = await start();
    const headers = await login(baseUrl);
    expect(headers.cookie).toContain(`QBT_SID_${port}=`);
    const reply = await send(baseUrl, 'app/version', { headers });
    expect(reply).toMatchObject({ status: 200, body: 'v5.2.3' });
    expect(reply.headers['content-type']).toBe('text/plain; charset=UTF-8');
  });

  test('the qBittorrent simulator knows the port of its own socket', async () => {
    const { baseUrl } = await start();
    const headers = { ...(await login(baseUrl)), host: '127.0.0.1:1' };
    expect((await send(baseUrl, 'app/version', { headers })).status).toBe(401);
  });

  test('the qBittorrent simulator goes down and comes up again on the same port', async () => {
    const { baseUrl, simulator, settled } = await start();
    simulator.setFault({ kind: 'down' });
    await settled();
    await expect(send(baseUrl, 'app/version')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    simulator.clearFaults();
    await settled();
    expect((await send(baseUrl, 'app/version')).status).toBe(403);
  });

  test('the qBittorrent simulator refuses connections after app/shutdown', async () => {
    const { baseUrl, simulator, settled } = await start();
    const headers = await login(baseUrl);
    const reply = await send(baseUrl, 'app/shutdown', { method: 'POST', headers });
    expect(reply.status).toBe(200);
    await expect.poll(() => connects(Number(new URL(baseUrl).port))).toBe(false);
    simulator.restart();
    await settled();
    expect((await send(baseUrl, 'app/version', { headers })).status).toBe(403);
  });

  test('the qBittorrent simulator cuts connections', async () => {
    const { baseUrl, simulator } = await start();
    simulator.setFault({ kind: 'reset' });
    await expect(send(baseUrl, 'app/version')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(simulator.requests).toMatchObject([{ path: '/api/v2/app/version', status: undefined }]);
  });

  test('the qBittorrent simulator closes at once even while a reply hangs', async () => {
    const { baseUrl, simulator, close } = await start();
    simulator.setFault({ kind: 'hang' });
    const reply = send(baseUrl, 'app/version');
    const failed = expect(reply).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect.poll(() => simulator.requests.length).toBe(1);
    await close();
    await failed;
  });

  test('the qBittorrent simulator delays an answer as asked', async () => {
    const { baseUrl, simulator } = await start();
    simulator.setFault({ kind: 'slow', delayMs: 60 });
    const before = performance.now();
    expect((await send(baseUrl, 'app/version')).status).toBe(403);
    expect(performance.now() - before).toBeGreaterThanOrEqual(50);
  });

  test.each([
    [{ kind: 'html-502' }, { status: 502, body: expect.stringContaining('<html>') }],
    [{ kind: 'wrong-host' }, { status: 401, body: 'Unauthorized' }],
    [{ kind: 'forbidden-always' }, { status: 403, body: 'Forbidden' }],
  ] as const)('the qBittorrent simulator answers with the fault %o', async (fault, expected) => {
    const { baseUrl, simulator } = await start();
    const headers = await login(baseUrl);
    simulator.setFault(fault);
    expect(await send(baseUrl, 'app/version', { headers })).toMatchObject(expected);
    simulator.clearFaults();
    expect((await send(baseUrl, 'app/version', { headers })).status).toBe(200);
  });

  test('the qBittorrent simulator bans new logins while old sessions continue', async () => {
    const { baseUrl, simulator } = await start();
    const headers = await login(baseUrl);
    simulator.setFault({ kind: 'ban' });
    expect(await send(baseUrl, 'auth/login', { method: 'POST' })).toMatchObject({
      status: 403,
      body: expect.stringContaining('banned'),
    });
    expect((await send(baseUrl, 'app/version', { headers })).status).toBe(200);
  });
});

describe('a real peer port', () => {
  test('a real peer port is open at the port in the preferences, and closed when it dies', async () => {
    const { simulator } = await start({ reallyListen: true, listenPort: 0 });
    await expect.poll(() => simulator.listeningPort).toBeGreaterThan(0);
    const port = simulator.listeningPort ?? 0;
    expect(await connects(port)).toBe(true);
    simulator.networkChanged();
    await expect.poll(() => connects(port)).toBe(false);
  });

  test('a real peer port is disconnected when another program holds the port', async () => {
    const other = await start();
    const { simulator, baseUrl } = await start({ reallyListen: true, listenPort: 0 });
    await expect.poll(() => simulator.listeningPort).toBeGreaterThan(0);
    const headers = await login(baseUrl);
    simulator.changePreferenceByHand({ listen_port: other.port });
    await expect.poll(() => simulator.listeningPort).toBeUndefined();
    const { body } = await send(baseUrl, 'transfer/info', { headers });
    expect(JSON.parse(body).connection_status).toBe('disconnected');
  });
});
