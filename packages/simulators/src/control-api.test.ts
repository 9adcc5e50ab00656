import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askGateway } from '../test/https-exchange.ts';
import { type RunningControlApi, startControlApi } from './control-api.ts';
import { runControl } from './control-commands.ts';
import { type RunningNatPmpApiSimulator, startNatPmpApiSimulator } from './natpmp/index.ts';
import { type RunningPiaSimulator, startPiaSimulator } from './pia/start-pia-simulator.ts';
import {
  type RunningQBittorrentSimulator,
  startQBittorrentSimulator,
} from './qbittorrent/index.ts';
import { createSimulatorClock, type SimulatorClock } from './simulator-clock.ts';

let clock: SimulatorClock;
let pia: RunningPiaSimulator;
let natpmp: RunningNatPmpApiSimulator;
let qbittorrent: RunningQBittorrentSimulator;
let control: RunningControlApi;

beforeEach(async () => {
  clock = createSimulatorClock();
  pia = await startPiaSimulator({ now: clock.now });
  qbittorrent = await startQBittorrentSimulator({ now: clock.now, dialect: '5.1' });
  natpmp = await startNatPmpApiSimulator({ now: clock.now, token: 'natpmp-secret' });
  control = await startControlApi({ clock, pia, natpmp, qbittorrent });
});
afterEach(async () => {
  await Promise.all([control.close(), pia.close(), natpmp.close(), qbittorrent.close()]);
});

type Answer = { readonly status: number | undefined; readonly value: Record<string, unknown> };

function command(method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${control.url}${path}`, { method, agent: false }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      reply.on('end', () => resolve({ status: reply.statusCode, value: JSON.parse(text) }));
    })
      .on('error', reject)
      .end(body === undefined ? '' : JSON.stringify(body));
  });
}

test('GET /state shows the tables without tokens and passwords', async () => {
  const { simulator } = pia;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = 'username=p1234567&password=correct-horse';
  const url = '/api/client/v2/token';
  simulator.account({ method: 'POST', url, headers, body, sourceAddress: '127.0.0.1' });
  const { status, value } = await command('GET', '/state');
  expect(status).toBe(200);
  expect(value).toMatchObject({
    pia: {
      connectedServer: 'Server-11555-2a',
      logins: [{ username: 'p1234567', result: 'ok' }],
      tokens: [{ username: 'p1234567' }],
      requests: [{ endpoint: 'token', status: 200 }],
      faults: {},
      bindings: [],
    },
    natpmp: { reachable: true, faults: {}, mappings: [], history: [], requests: [] },
    qbittorrent: { reachable: true, listeningPort: 6881 },
  });
  const text = JSON.stringify(value);
  expect(text).not.toContain(simulator.tokens[0]?.token);
  expect(text).not.toContain('correct-horse');
  expect(text).not.toContain('natpmp-secret');
  expect(text).not.toMatch(/simulated-\w+-secret/);
});

test('POST /faults answers when the fault is in force, and DELETE /faults ends it', async () => {
  const ping = async () => (await askGateway(pia, '/ping')).code;
  expect((await command('POST', '/faults', { target: 'gateway', fault: 'refuse' })).status).toBe(
    200,
  );
  expect(await ping()).toBe('ECONNREFUSED');
  expect((await command('DELETE', '/faults')).status).toBe(200);
  expect(await ping()).toBeUndefined();
});

test('the answer to a change comes only when the sockets have followed', async () => {
  let follow = (): void => {};
  const sockets = new Promise<void>((resolve) => {
    follow = resolve;
  });
  const slow = { ...pia, settled: () => sockets };
  let answered = false;
  const answer = runControl('DELETE /faults', '', { clock, pia: slow }).then(() => {
    answered = true;
  });
  // Everything that does not wait for the sockets is done after one turn.
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
  follow();
  await answer;
});

test('POST /faults passes on how often and what Retry-After says', async () => {
  const fault = { target: 'token', fault: 'rate-limited', times: 3, retryAfterSeconds: 60 };
  await command('POST', '/faults', fault);
  expect(pia.simulator.faults.token).toEqual({
    fault: 'rate-limited',
    remaining: 3,
    retryAfterSeconds: 60,
  });
});

test('POST /faults makes qBittorrent fail too', async () => {
  await command('POST', '/faults', { target: 'qbittorrent', fault: 'down' });
  expect(qbittorrent.simulator.reachable).toBe(false);
  await command('DELETE', '/faults');
  expect(qbittorrent.simulator.reachable).toBe(true);
});

test('POST /faults makes the NAT-PMP API fail, at /forward unless it says otherwise', async () => {
  const { simulator } = natpmp;
  await command('POST', '/faults', { target: 'natpmp', fault: 'reply-lost', times: 2 });
  expect(simulator.faults.forward).toMatchObject({ fault: 'reply-lost', remaining: 2 });
  const slow = { target: 'natpmp', endpoint: 'health', fault: 'slow', delayMs: 900 };
  await command('POST', '/faults', slow);
  expect(simulator.faults.health).toMatchObject({ fault: 'slow', delayMs: 900 });
  await command('POST', '/faults', { target: 'natpmp', fault: 'refuse' });
  expect(simulator.reachable).toBe(false);
  await command('DELETE', '/faults');
  expect(simulator.faults).toEqual({ service: undefined, forward: undefined, health: undefined });
});

test('POST /faults reports a simulator that is not running', async () => {
  for (const target of ['natpmp', 'qbittorrent']) {
    const body = JSON.stringify({ target, fault: 'reset' });
    await expect(runControl('POST /faults', body, { clock, pia })).rejects.toThrow(/there is no/);
  }
});

test.each([
  [{ target: 'moon', fault: 'refuse' }, /targets are token, list, .*qbittorrent/],
  [{ target: 'token', fault: 'busy' }, /choose from .*wrong-password/],
  [{ target: 'qbittorrent', fault: 'busy' }, /choose from down/],
  [{ target: 'qbittorrent', fault: 'slow' }, /'delayMs' is missing/],
  [{ target: 'natpmp', fault: 'busy' }, /choose from .*reply-lost/],
  [{ target: 'natpmp', endpoint: 'health', fault: 'reply-lost' }, /choose from not-json/],
  [{ target: 'natpmp', endpoint: 'moon', fault: 'hang' }, /endpoints are service, forward, health/],
  [{ target: 'token', fault: 'reset', times: 'many' }, /'times': send a number/],
  [{ target: 'token', fault: 'reset', times: 0 }, /'times' must be a whole number/],
  [{}, /targets are/],
])('POST /faults refuses %j', async (body, message) => {
  const { status, value } = await command('POST', '/faults', body);
  expect(status).toBe(400);
  expect(value.error).toMatch(message);
  expect(Object.values(pia.simulator.faults)).toEqual(Array(9).fill(undefined));
});

test('POST /clock moves the clock of all simulators', async () => {
  const before = clock.now();
  const { value } = await command('POST', '/clock', { advanceMs: 3_600_000 });
  expect(value.now).toBeGreaterThanOrEqual(before + 3_600_000);
  expect(clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
  expect((await command('POST', '/clock')).status).toBe(400);
});

test('POST /reconnect switches the server and kills the listener in the old tunnel', async () => {
  expect((await command('POST', '/reconnect', { cn: 'london411' })).status).toBe(200);
  expect(pia.hostname).toBe('london411');
  expect(qbittorrent.simulator.listeningPort).toBeUndefined();
  await command('POST', '/reconnect');
  expect(pia.hostname).toBe('london411');
  const refused = await command('POST', '/reconnect', { cn: 'atlantis1' });
  expect(refused.status).toBe(400);
  expect(refused.value.error).toMatch(/the servers are/);
});

test('GET /faults lists every fault by its target', async () => {
  const { value } = await command('GET', '/faults');
  expect(Object.keys(value)).toEqual([
    'token',
    'list',
    'gateway',
    'getSignature',
    'bindPort',
    'ping',
    'meta',
    'addKey',
    'dedicatedIp',
    'natpmp',
    'qbittorrent',
  ]);
});

test('an unknown command is 404', async () => {
  expect((await command('GET', '/')).status).toBe(404);
  expect((await command('PUT', '/faults')).status).toBe(404);
});
