import { LeaseStatus } from '@portkeep/app-host';
import type { Transport } from '@portkeep/http';
import { describe, expect, it } from 'vitest';
import { neverAsked } from '../../test/doctor/fake-examination.ts';
import { askDaemon } from './daemon-status.ts';

const listen = { host: '127.0.0.1', port: 9797 };
const { signal } = new AbortController();
const answering =
  (body: string): Transport =>
  async () => ({ status: 200, headers: {}, body });

/** What a daemon with that name really says. */
function statusOf(app: string): string {
  const status = new LeaseStatus({
    app,
    version: '1',
    describe: () => ({ port: 47_047, gateway: '10.9.128.1', hostname: null }),
    ownSinks: [],
    sinks: () => ({ qbittorrent: { inSync: false, code: 'QBT_BANNED', message: 'banned' } }),
    hide: (text) => text,
  });
  return JSON.stringify(status.status());
}

describe('askDaemon', () => {
  it('reads the status page', async () => {
    const transport = answering(statusOf('portkeep-daemon'));
    const status = await askDaemon({ app: 'portkeep-daemon', listen, transport, signal });
    expect(status).toMatchObject({
      state: 'starting',
      port: null,
      expires_at: null,
      last_error: null,
      sinks: { qbittorrent: { in_sync: false, code: 'QBT_BANNED', message: 'banned' } },
    });
  });

  it('does not take another program for the daemon', async () => {
    for (const body of [statusOf('portkeep-sidecar'), '<html>', '{}']) {
      const transport = answering(body);
      expect(
        await askDaemon({ app: 'portkeep-daemon', listen, transport, signal }),
      ).toBeUndefined();
    }
  });

  it('asks a daemon that listens on all addresses through one of them', async () => {
    const asked: string[] = [];
    const transport: Transport = async ({ url }, options) => {
      asked.push(url);
      if (url.includes('127.0.0.1')) throw new Error('ECONNREFUSED');
      return answering(statusOf('portkeep-daemon'))({ method: 'GET', url, headers: {} }, options);
    };
    const everywhere = { host: '::', port: 9797 };
    const options = { app: 'portkeep-daemon', listen: everywhere, transport, signal };
    expect(await askDaemon(options)).toMatchObject({ state: 'starting' });
    expect(asked).toEqual(['http://127.0.0.1:9797/status', 'http://[::1]:9797/status']);
  });

  it('asks nobody when the status server is off', async () => {
    const options = { app: 'x', listen: 'off', transport: neverAsked, signal } as const;
    expect(await askDaemon(options)).toBeUndefined();
  });

  it('ends with the reason of the signal', async () => {
    const reason = new Error('Stopped');
    const options = { app: 'x', listen, transport: neverAsked, signal: AbortSignal.abort(reason) };
    await expect(askDaemon(options)).rejects.toBe(reason);
  });
});
