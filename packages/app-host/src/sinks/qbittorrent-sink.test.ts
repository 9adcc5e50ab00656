import type { HttpBody, Transport } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';
import type { Clock } from '@portkeep/port-lease';
import {
  type QBittorrentAuth,
  QBittorrentSession,
} from '@portkeep/qbittorrent-client/port-forward';
import {
  type StartQBittorrentSimulatorOptions,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { afterEach, describe, expect, test } from 'vitest';
import { announcement } from '../../test/announcement.ts';
import { recordedLog } from '../../test/recorded-log.ts';
import { QBittorrentSink, type QBittorrentSinkOptions } from './qbittorrent-sink.ts';
import type { QBittorrentPortMode } from './qbittorrent-variables.ts';

const { signal } = new AbortController();
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Setup {
  readonly simulator?: Partial<StartQBittorrentSimulatorOptions>;
  readonly mode?: QBittorrentPortMode;
  readonly auth?: QBittorrentAuth;
  readonly delivered?: QBittorrentSinkOptions['delivered'];
  readonly ownPort?: QBittorrentSinkOptions['ownPort'];
  readonly transport?: Transport<HttpBody>;
  /** Runs at each wait; the waits take no time. */
  readonly onWait?: (waits: number) => void | Promise<void>;
}

async function setUp(setup: Setup = {}) {
  const server = await startQBittorrentSimulator({ dialect: '5.2', ...setup.simulator });
  closing.push(server.close);
  return { ...server, ...sinkOf(server.baseUrl, setup) };
}

function sinkOf(baseUrl: string, setup: Setup) {
  const { mode = 'listen', delivered, ownPort, onWait } = setup;
  let waits = 0;
  const clock: Clock = {
    now: Date.now,
    monotonic: () => performance.now(),
    async delay(_ms, abort) {
      abort.throwIfAborted();
      waits += 1;
      await onWait?.(waits);
    },
  };
  const session = new QBittorrentSession({
    baseUrl,
    auth: setup.auth ?? { username: 'admin', password: 'adminadmin' },
    transport: setup.transport ?? nodeTransport(),
  });
  const { log } = recordedLog();
  const sink = new QBittorrentSink({ session, mode, clock, delivered, ownPort, log });
  return { sink, waits: () => waits };
}

/** A way to qBittorrent on which, as long as it is cut, nobody can set its own port again. */
function lineThatIsCut() {
  const transport: Transport<HttpBody> = async (request, options) => {
    const isWayBack = decodeURIComponent(String(request.body)).includes('"listen_port":6881');
    if (line.isCut && isWayBack) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
    return await nodeTransport()(request, options);
  };
  const line = { isCut: false, transport };
  return line;
}

describe('in the mode listen', () => {
  test('the first port is set and listened on', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(announcement(), { signal });
    expect(simulator.listeningPort).toBe(54_321);
    expect(simulator.logins).toHaveLength(1);
  });

  test('another tunnel under the same port opens the listener anew', async () => {
    const { sink, simulator } = await setUp();
    const previous = announcement();
    await sink.publish(previous, { signal });
    simulator.networkChanged();
    expect(simulator.listeningPort).toBeUndefined();

    const value = announcement({ binding: '10.0.0.9' });
    expect(sink.same(previous, value)).toBe(false);
    await sink.publish(value, { signal });
    expect(simulator.listeningPort).toBe(54_321);
  });

  test('a tunnel that changed while the app was stopped opens the listener anew, once', async () => {
    let kept: string | undefined = 'the tunnel before';
    const delivered = {
      load: async () => kept,
      save: async (binding: string) => {
        kept = binding;
      },
    };
    const { sink, simulator } = await setUp({ delivered });
    simulator.changePreferenceByHand({ listen_port: 54_321, random_port: false, upnp: false });
    simulator.networkChanged();
    await sink.publish(announcement(), { signal });
    expect(simulator.listeningPort).toBe(54_321);
    expect(kept).toBe(announcement().binding);
    const { rebinds } = simulator;
    await sink.publish(announcement(), { signal });
    expect(simulator.rebinds).toBe(rebinds);
  });

  test('a tunnel that could not be noted opens no listener again', async () => {
    const delivered = {
      load: async () => 'the tunnel before',
      save: () => Promise.reject(new Error('ENOSPC')),
    };
    const { sink, simulator } = await setUp({ delivered });
    simulator.changePreferenceByHand({ listen_port: 54_321, random_port: false, upnp: false });
    const publish = () => sink.publish(announcement(), { signal });
    await expect(publish()).rejects.toThrow('ENOSPC');
    const { rebinds } = simulator;
    await expect(publish()).rejects.toThrow('ENOSPC');
    expect(simulator.rebinds).toBe(rebinds);
  });

  test('a renewal alone changes nothing', async () => {
    const { sink } = await setUp();
    expect(sink.same(announcement(), announcement({ renewedAt: 0, expiresAt: 1 }))).toBe(true);
  });

  test('the same tunnel leaves the listener alone', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(announcement(), { signal });
    const { rebinds } = simulator;
    await sink.publish(announcement(), { signal });
    expect(simulator.rebinds).toBe(rebinds);
  });

  test('drift is repaired, and only drift', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(announcement(), { signal });
    expect(await sink.reconcile(announcement(), { signal })).toBe('in-sync');
    simulator.changePreferenceByHand({ listen_port: 12_345 });
    expect(await sink.reconcile(announcement(), { signal })).toBe('repaired');
    expect(simulator.listeningPort).toBe(54_321);
  });

  test('a restart of qBittorrent costs one login and no more', async () => {
    const { sink, simulator } = await setUp();
    await sink.publish(announcement(), { signal });
    simulator.restart();
    expect(await sink.reconcile(announcement(), { signal })).toBe('in-sync');
    expect(simulator.logins).toHaveLength(2);
  });

  test('a port that cannot be opened is told', async () => {
    const { sink, simulator } = await setUp();
    const attempt = sink.publish(announcement({ port: 70_000 }), { signal });
    await expect(attempt).rejects.toMatchObject({ code: 'QBT_BAD_REQUEST' });
    expect(simulator.requests).toHaveLength(0);
  });
});

describe('in the mode announce', () => {
  test('the listener keeps its port', async () => {
    const { sink, simulator } = await setUp({ mode: 'announce' });
    await sink.publish(announcement(), { signal });
    expect(simulator.preferences.announce_port).toBe(54_321);
    expect(simulator.listeningPort).toBe(6881);
  });

  test('another tunnel opens the listener anew, on its own port', async () => {
    const { sink, simulator } = await setUp({ mode: 'announce' });
    const previous = announcement();
    await sink.publish(previous, { signal });
    simulator.networkChanged();
    await sink.publish(announcement({ binding: '10.0.0.9' }), { signal });
    expect(simulator.listeningPort).toBe(6881);
    expect(simulator.preferences.announce_port).toBe(54_321);
  });

  test.each([
    ['in the same run', false, false],
    ['after a restart', true, false],
    ['in the same run, on a full disk', false, true],
  ])('a reopening that was cut short ends on its own port %s', async (_when, restarts, isFull) => {
    const line = lineThatIsCut();
    let kept: number | undefined;
    const ownPort = {
      load: async () => kept,
      save: async (port: number | undefined) => {
        if (isFull) throw new Error('ENOSPC');
        kept = port;
      },
    };
    const delivered = { load: async () => 'the tunnel before', save: async () => {} };
    const setup: Setup = { mode: 'announce', transport: line.transport, ownPort, delivered };
    const { sink, simulator, baseUrl } = await setUp(setup);
    line.isCut = true;
    const context = { signal };
    await expect(sink.publish(announcement(), context)).rejects.toThrow('ECONNRESET');
    expect(simulator.listeningPort).toBe(6882);
    line.isCut = false;
    const next = restarts ? sinkOf(baseUrl, setup).sink : sink;
    await next.publish(announcement(), context);
    expect(simulator.listeningPort).toBe(6881);
    expect(kept).toBeUndefined();
  });

  test('a reopening that was cut short is made up for when the tunnel before is back', async () => {
    const line = lineThatIsCut();
    const { sink, simulator } = await setUp({ mode: 'announce', transport: line.transport });
    const context = { signal };
    await sink.publish(announcement(), context);
    line.isCut = true;
    const between = announcement({ binding: '10.0.0.9' });
    await expect(sink.publish(between, context)).rejects.toThrow('ECONNRESET');
    line.isCut = false;
    await sink.publish(announcement(), context);
    expect(simulator.listeningPort).toBe(6881);
  });

  test('an old qBittorrent is told apart', async () => {
    const { sink } = await setUp({ mode: 'announce', simulator: { dialect: '4.5' } });
    const attempt = sink.publish(announcement(), { signal });
    await expect(attempt).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
  });
});

describe('a refused login', () => {
  const wrong = { username: 'admin', password: 'wrong' };
  const context = { signal };

  test('fails at once and is sent once, however often the port is published', async () => {
    const { sink, simulator } = await setUp({ auth: wrong });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(sink.publish(announcement(), context)).rejects.toMatchObject({
        code: 'QBT_LOGIN_REJECTED',
      });
    }
    expect(simulator.logins).toHaveLength(1);
  });

  test('is sent again after a restart, which is looked for', async () => {
    const { sink, simulator, settled, waits } = await setUp({
      auth: wrong,
      async onWait(count) {
        if (count === 3) simulator.setFault({ kind: 'down' });
        if (count === 3) await settled();
      },
    });
    await expect(sink.publish(announcement(), context)).rejects.toThrow();
    expect(waits()).toBe(0);
    await expect(sink.publish(announcement(), context)).rejects.toMatchObject({
      code: 'QBT_UNREACHABLE',
    });
    expect(waits()).toBe(3);
    simulator.clearFaults();
    await settled();
    await expect(sink.publish(announcement(), context)).rejects.toMatchObject({
      code: 'QBT_LOGIN_REJECTED',
    });
    expect(simulator.logins).toHaveLength(2);
  });

  test('is let through as soon as the secret is right', async () => {
    let password = 'wrong';
    const { sink, simulator, waits } = await setUp({
      auth: { username: 'admin', password: () => password },
      onWait(count) {
        if (count === 2) password = 'adminadmin';
      },
    });
    await expect(sink.publish(announcement(), context)).rejects.toThrow();
    await sink.publish(announcement(), context);
    expect(waits()).toBe(2);
    expect(simulator.listeningPort).toBe(54_321);
    const sent = simulator.requests.length;
    await sink.publish(announcement({ port: 50_000 }), context);
    expect(waits()).toBe(2);
    const paths = simulator.requests.slice(sent).map(({ path }) => path);
    expect(paths).not.toContain('/api/v2/app/version');
  });

  test('is sent again when that is allowed', async () => {
    const { sink, simulator } = await setUp({ auth: wrong });
    await expect(sink.publish(announcement(), context)).rejects.toThrow();
    sink.allowLogin();
    await expect(sink.publish(announcement(), context)).rejects.toThrow();
    expect(simulator.logins).toHaveLength(2);
  });

  test('does not delay an abort', async () => {
    const stop = new AbortController();
    const { sink } = await setUp({ auth: wrong, onWait: () => stop.abort('over') });
    await expect(sink.publish(announcement(), context)).rejects.toThrow();
    const attempt = sink.publish(announcement(), { signal: stop.signal });
    await expect(attempt).rejects.toBe('over');
  });
});

test('a ban does not put the sink to sleep for its hour', async () => {
  const { sink, simulator } = await setUp();
  simulator.setFault({ kind: 'ban' });
  const attempt = sink.publish(announcement(), { signal });
  await expect(attempt).rejects.toMatchObject({
    code: 'QBT_BANNED',
    retryAfterSeconds: undefined,
  });
  const sent = simulator.logins.length;
  await expect(sink.publish(announcement(), { signal })).rejects.toThrow();
  expect(simulator.logins).toHaveLength(sent);
});
