import { describe, expect, test } from 'vitest';
import { QBittorrentVisitor } from '../../test/qbittorrent-visitor.ts';
import type { QBittorrentDialect } from './dialect.ts';
import { QBittorrentSimulator } from './qbittorrent-simulator.ts';

function open(dialect: QBittorrentDialect, torrents = 0) {
  const simulator = new QBittorrentSimulator({ dialect, torrents });
  const visitor = new QBittorrentVisitor(simulator);
  visitor.login();
  return { simulator, visitor };
}

describe.each(['4.5', '5.1', '5.2'] as const)('the Web API of %s', (dialect) => {
  test.each([
    ['another port', { host: '127.0.0.1:9090' }],
    ['a foreign Origin', { origin: 'http://evil.example' }],
    ['the Origin null', { origin: 'null' }],
    ['an Origin on another port', { origin: 'http://127.0.0.1:9090' }],
    ['a foreign Referer', { referer: 'http://evil.example/page' }],
  ])('the Web API refuses %s with 401', (_case, headers) => {
    const { visitor } = open(dialect);
    const visit = visitor.get('app/version', headers);
    expect(visit).toMatchObject({ status: 401, body: 'Unauthorized' });
  });

  test.each([
    ['any name on its port', { host: 'qbittorrent.lan:8080' }],
    ['a host without a port', { host: 'qbittorrent.lan' }],
    ['its own Origin, whatever the scheme', { origin: 'https://127.0.0.1:8080' }],
    [
      'the Origin a proxy forwards for',
      { origin: 'https://torrents.lan', 'x-forwarded-host': 'torrents.lan' },
    ],
  ])('the Web API accepts %s', (_case, headers) => {
    expect(open(dialect).visitor.get('app/version', headers).status).toBe(200);
  });

  test('the Web API accepts only the listed names when the list is not *', () => {
    const { visitor, simulator } = open(dialect);
    simulator.changePreferenceByHand({ web_ui_domain_list: '*.lan; nas' });
    expect(visitor.get('app/version', { host: 'evil.example:8080' }).status).toBe(401);
    expect(visitor.get('app/version', { host: 'torrents.lan:8080' }).status).toBe(200);
    expect(visitor.get('app/version', { host: 'nas:8080' }).status).toBe(200);
  });

  test.each([
    'auth/login',
    'auth/logout',
    'app/setPreferences',
    'app/shutdown',
    'torrents/reannounce',
  ])('the Web API answers 405 to a GET of %s', (action) => {
    expect(open(dialect).visitor.get(action).status).toBe(405);
  });

  test('the Web API answers neither an unknown scope nor an unknown action', () => {
    const { visitor } = open(dialect);
    expect(visitor.get('nosuch/thing')).toMatchObject({ status: 404, body: 'Not Found' });
    const body = dialect === '5.2' ? 'Endpoint does not exist' : 'Not Found';
    expect(visitor.get('app/nosuch')).toMatchObject({ status: 404, body });
  });

  test('the Web API answers a bare 400 to a JSON body', () => {
    const { visitor } = open(dialect);
    const json = { 'content-type': 'application/json' };
    expect(visitor.post('app/setPreferences', { json: '{}' }, json)).toEqual({
      status: 400,
      body: '',
      cookie: undefined,
    });
  });

  test('the Web API accepts a multipart form', () => {
    const { visitor, simulator } = open(dialect);
    const body = '--b\r\nContent-Disposition: form-data; name="hashes"\r\n\r\nall\r\n--b--\r\n';
    const reply = simulator.handle({
      method: 'POST',
      url: '/api/v2/torrents/reannounce',
      headers: {
        host: '127.0.0.1:8080',
        'content-type': 'multipart/form-data; boundary=b',
        cookie: visitor.cookie ?? '',
      },
      body,
      sourceAddress: '127.0.0.1',
    });
    expect(reply).toMatchObject({ status: 200 });
    expect(simulator.reannounces).toMatchObject([{ hashes: 'all' }]);
  });

  test('the Web API answers 400 when a parameter is missing, and names it from 5.2 on', () => {
    const { visitor } = open(dialect);
    const body = dialect === '5.2' ? 'Missing required parameters: hashes' : 'Bad Request';
    expect(visitor.post('torrents/reannounce')).toMatchObject({ status: 400, body });
  });

  test('the Web API lists the network interfaces and their addresses', () => {
    const { visitor } = open(dialect);
    expect(JSON.parse(visitor.get('app/networkInterfaceList').body)).toContainEqual({
      name: 'tun0',
      value: 'tun0',
    });
    const addresses = visitor.get('app/networkInterfaceAddressList?iface=tun0');
    expect(JSON.parse(addresses.body)).toEqual(['10.8.110.4']);
  });

  test('the Web API lists as many torrents as the options say, or the requested ones', () => {
    const { visitor } = open(dialect, 3);
    const all: { hash: string }[] = JSON.parse(visitor.get('torrents/info').body);
    expect(all).toHaveLength(3);
    const one = visitor.get(`torrents/info?hashes=${all[1]?.hash}`);
    expect(JSON.parse(one.body)).toEqual([all[1]]);
    const two = visitor.post('torrents/info', { hashes: `${all[0]?.hash}|${all[2]?.hash}` });
    expect(JSON.parse(two.body)).toEqual([all[0], all[2]]);
  });

  test('the Web API serves its page without a login', () => {
    const visitor = new QBittorrentVisitor(new QBittorrentSimulator({ dialect }));
    expect(visitor.get('/')).toMatchObject({ status: 200, body: expect.stringContaining('<!') });
    expect(visitor.get('/nosuch').status).toBe(404);
  });

  test('the Web API refuses connections after app/shutdown until a restart', () => {
    const { visitor, simulator } = open(dialect);
    expect(visitor.post('app/shutdown').status).toBe(200);
    expect(simulator.reachable).toBe(false);
    expect(simulator.listeningPort).toBeUndefined();
    expect(() => visitor.get('app/version')).toThrow('refuse');
    simulator.restart();
    expect(visitor.login().cookie).toBeDefined();
    expect(simulator.listeningPort).toBe(6881);
  });

  test('the Web API records every request in its log', () => {
    const { visitor, simulator } = open(dialect);
    visitor.set({ listen_port: 5 });
    expect(simulator.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/v2/app/setPreferences',
      parameters: { json: '{"listen_port":5}' },
      sourceAddress: '127.0.0.1',
      status: 200,
    });
  });
});
