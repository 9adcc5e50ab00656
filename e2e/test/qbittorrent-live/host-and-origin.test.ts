import { connect, createServer } from 'node:net';
import { kyTransport } from '@portkeep/qbittorrent-client';
import { expect, test } from 'vitest';
import { listen } from './listen.ts';
import { describeLive } from './live.ts';

const REJECTED = { code: 'QBT_HOST_OR_ORIGIN_REJECTED', status: 401 };

describeLive('headers and paths of a proxy', (live) => {
  test('a Host that is wrong because of a mapped port is distinguished from a wrong password', async () => {
    const baseUrl = `http://127.0.0.1:${await mapPort(Number(new URL(live.real.baseUrl).port))}`;
    const client = live.another({ baseUrl });
    await expect(client.app.version()).rejects.toMatchObject(REJECTED);
    const stranger = live.another({ baseUrl, auth: undefined });
    await expect(stranger.app.version()).rejects.toMatchObject(REJECTED);

    await live.client.app.setPreferences({ web_ui_host_header_validation_enabled: false });
    expect(await client.app.version()).toBe(`v${live.version}`);
    await live.client.app.setPreferences({ web_ui_host_header_validation_enabled: true });
    await expect(client.app.version()).rejects.toMatchObject(REJECTED);
  });

  test('a wrong Origin, as a proxy may add it, is distinguished from a wrong password', async () => {
    const transport = kyTransport({
      fetch: (request) => {
        request.headers.set('origin', 'http://elsewhere.example');
        return fetch(request);
      },
    });
    const client = live.another({ transport });
    await expect(client.app.version()).rejects.toMatchObject(REJECTED);
    await live.client.app.setPreferences({ web_ui_csrf_protection_enabled: false });
    expect(await client.app.version()).toBe(`v${live.version}`);
  });

  test('a wrong path prefix is reported as not found', async () => {
    const client = live.another({ baseUrl: `${live.real.baseUrl}/prefix/` });
    await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_NOT_FOUND' });
  });
});

/** Another port of loopback that leads to the same server, as `-p 9090:8080` does. */
function mapPort(target: number): Promise<number> {
  const server = createServer((socket) => {
    const other = connect(target, '127.0.0.1');
    for (const end of [socket, other]) {
      end.on('error', () => {
        socket.destroy();
        other.destroy();
      });
    }
    socket.pipe(other).pipe(socket);
  });
  return listen(server);
}
