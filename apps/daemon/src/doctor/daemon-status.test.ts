import { readlinkSync } from 'node:fs';
import type { Transport } from '@portkeep/http';
import { LeaseStatus } from '@portkeep/port-app';
import { describe, expect, test } from 'vitest';
import { neverAsked } from '../../test/doctor/fake-examination.ts';
import { askDaemon } from './daemon-status.ts';

const listen = { host: '127.0.0.1', port: 9797 };
const { signal } = new AbortController();
/** What the status servers in one container report about themselves. */
const instance = (app: string, container = readlinkSync('/proc/self/ns/pid')) => ({
  'portkeep-instance': `${app} ${container}`,
});
const answering =
  (body: string, headers: Record<string, string> = instance('portkeep-daemon')): Transport =>
  async () => ({ status: 200, headers, body });

/** What a daemon with that name actually reports. */
function statusOf(app: string): string {
  const status = new LeaseStatus({
    app,
    version: '1',
    ownSinks: [],
    hide: (text) => text,
  });
  const qbittorrent = { inSync: false, code: 'QBT_BANNED', message: 'banned' };
  status.follow({ states: () => ({ qbittorrent }) });
  return JSON.stringify(status.status());
}

describe('askDaemon', () => {
  test('askDaemon() reads the status page', async () => {
    const transport = answering(statusOf('portkeep-daemon'));
    const { status } = await askDaemon({ app: 'portkeep-daemon', listen, transport, signal });
    expect(status).toMatchObject({
      state: 'starting',
      port: null,
      expires_at: null,
      last_error: null,
      sinks: { qbittorrent: { in_sync: false, code: 'QBT_BANNED', message: 'banned' } },
    });
  });

  test.each([
    ['another program', '<html>', {}],
    ['portkeep-sidecar', statusOf('portkeep-sidecar'), instance('portkeep-sidecar')],
    [
      'the portkeep-daemon of another container',
      statusOf('portkeep-daemon'),
      instance('portkeep-daemon', 'pid:[1]'),
    ],
  ])(
    'askDaemon() does not believe the status of %s on the same network',
    async (stranger, body, headers) => {
      const transport = answering(body, headers);
      const answer = await askDaemon({ app: 'portkeep-daemon', listen, transport, signal });
      expect(answer).toEqual({ stranger });
    },
  );

  test.each(['<html>', '{}', statusOf('portkeep-sidecar')])(
    'askDaemon() learns nothing from a page that it cannot read: %s',
    async (body) => {
      const transport = answering(body);
      const answer = await askDaemon({ app: 'portkeep-daemon', listen, transport, signal });
      expect(answer).toEqual({});
    },
  );

  test('askDaemon() reaches a daemon that listens on all addresses through one of them', async () => {
    const asked: string[] = [];
    const transport: Transport = async ({ url }, options) => {
      asked.push(url);
      if (url.includes('127.0.0.1')) throw new Error('ECONNREFUSED');
      return answering(statusOf('portkeep-daemon'))({ method: 'GET', url, headers: {} }, options);
    };
    const everywhere = { host: '::', port: 9797 };
    const options = { app: 'portkeep-daemon', listen: everywhere, transport, signal };
    expect(await askDaemon(options)).toMatchObject({ status: { state: 'starting' } });
    expect(asked).toEqual(['http://127.0.0.1:9797/status', 'http://[::1]:9797/status']);
  });

  test('askDaemon() does not ask for a status where the status server is off', async () => {
    const options = { app: 'x', listen: 'off', transport: neverAsked, signal } as const;
    expect(await askDaemon(options)).toEqual({});
  });

  test('asking a daemon for its status rejects with the reason of the signal', async () => {
    const reason = new Error('Stopped');
    const options = { app: 'x', listen, transport: neverAsked, signal: AbortSignal.abort(reason) };
    await expect(askDaemon(options)).rejects.toBe(reason);
  });
});
