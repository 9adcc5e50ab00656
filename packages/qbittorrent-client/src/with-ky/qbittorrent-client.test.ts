import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';

const API = 'http://qbittorrent.test/api/v2';
const network = setupServer();

beforeAll(() => network.listen({ onUnhandledFrame: 'error' }));
afterEach(() => network.resetHandlers());
afterAll(() => network.close());

describe('QBittorrentClient without a transport of its own', () => {
  test('QBittorrentClient without a transport option logs in over fetch and sends all cookies of the login', async () => {
    network.use(
      http.post(`${API}/auth/login`, async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        if (form.get('password') !== 'p&+%€') return HttpResponse.text('Fails.');
        return new HttpResponse(null, {
          status: 204,
          headers: [
            ['set-cookie', 'QBT_SID_8080=a+/b=; HttpOnly; SameSite=Lax; path=/'],
            ['set-cookie', 'proxy=c'],
          ],
        });
      }),
      http.get(`${API}/app/version`, ({ request }) =>
        request.headers.get('cookie') === 'QBT_SID_8080=a+/b=; proxy=c'
          ? HttpResponse.text('v5.2.3')
          : HttpResponse.text('Forbidden', { status: 403 }),
      ),
    );
    const client = new QBittorrentClient({
      baseUrl: 'http://qbittorrent.test',
      auth: { username: 'admin', password: 'p&+%€' },
    });
    expect(await client.app.version()).toBe('v5.2.3');
  });

  test('QBittorrentClient without a transport option has no trace of ky in its errors', async () => {
    network.use(http.get(`${API}/app/version`, () => HttpResponse.error()));
    const client = new QBittorrentClient({ baseUrl: 'http://qbittorrent.test' });
    const error = await caught(client.app.version());
    expect(error.code).toBe('QBT_UNREACHABLE');
    expect(error.cause).toBeUndefined();
  });
});
