import { expect } from 'vitest';
import type { QBittorrentClient } from '../../src/core.ts';
import { replay } from '../replay.ts';

const BEFORE_5_2 = ['4.5.2', '5.1.4'] as const;
const DIR = '/srv/qbt/rec';

replay([
  {
    exchange: 'version',
    call: (client) => client.app.version(),
    check: (text, version) => expect(text).toBe(`v${version}`),
  },
  ...['host-wrong-name', 'host-localhost', 'origin-same'].map((exchange) => ({
    exchange,
    call: (client: QBittorrentClient) => client.app.version(),
  })),
  ...['host-wrong-port', 'origin-wrong', 'origin-null', 'referer-wrong'].map((exchange) => ({
    exchange,
    call: (client: QBittorrentClient) => client.app.version(),
    code: 'QBT_HOST_OR_ORIGIN_REJECTED' as const,
  })),
  ...['noauth-version', 'bogus-sid', 'expired-session', 'after-logout'].map((exchange) => ({
    exchange,
    call: (client: QBittorrentClient) => client.app.version(),
    code: 'QBT_FORBIDDEN' as const,
  })),
  {
    exchange: 'banned-basic',
    call: (client) => client.app.version(),
    code: { '4.5.2': 'QBT_FORBIDDEN', '5.1.4': 'QBT_FORBIDDEN', '5.2.3': 'QBT_BANNED' },
  },
  { exchange: 'webapiVersion', call: (client) => client.app.webApiVersion() },
  {
    exchange: 'buildInfo',
    call: (client) => client.app.buildInfo(),
    check: (info, version) =>
      expect(info).toMatchObject({
        libtorrent: '2.0.8.0',
        ...(version === '4.5.2' ? {} : { platform: 'linux' }),
      }),
  },
  {
    exchange: 'preferences',
    call: (client) => client.app.preferences(),
    check: (options, version) =>
      expect(options).toMatchObject({
        current_network_interface: 'lo',
        // As the server takes it back.
        proxy_type: version === '4.5.2' ? 0 : 'None',
        scan_dirs: {},
      }),
  },
  { exchange: 'preferences-after', call: (client) => client.app.preferences() },
  {
    exchange: 'defaultSavePath',
    call: (client) => client.app.defaultSavePath(),
    check: (path, version) =>
      expect(path).toBe(`/srv/qbt/q${version.replaceAll('.', '')}/downloads`),
  },
  {
    exchange: 'networkInterfaceList',
    call: (client) => client.app.networkInterfaceList(),
    check: (list) =>
      expect(list).toEqual([
        { name: 'lo', value: 'lo' },
        { name: 'eth0', value: 'eth0' },
      ]),
  },
  {
    exchange: 'ifaceAddr',
    call: (client) => client.app.networkInterfaceAddressList({ iface: 'lo' }),
    check: (addresses) => expect(addresses).toEqual(['127.0.0.1', '::1']),
  },
  {
    exchange: 'app-cookies',
    call: (client) => client.app.cookies(),
    unsupported: ['4.5.2'],
    check: (cookies) => expect(cookies).toEqual([]),
  },
  {
    exchange: 'app-processInfo',
    call: (client) => client.app.processInfo(),
    unsupported: BEFORE_5_2,
    check: (info) => expect(info).toEqual({ launch_time: 1_795_230_292 }),
  },
  {
    exchange: 'app-getDirectoryContent',
    call: (client) => client.app.getDirectoryContent({ dirPath: DIR }),
    unsupported: ['4.5.2'],
    check: (paths) => expect(paths).toContain(`${DIR}/a.torrent`),
  },
  {
    exchange: 'app-getDirectoryContent-meta',
    call: (client) => client.app.getDirectoryContent({ dirPath: DIR, withMetadata: true }),
    unsupported: ['4.5.2'],
    check: (entries, version) => {
      const file = { name: 'record.py', type: 'file', size: 24_341 };
      const ours = version === '5.2.3' ? expect.objectContaining(file) : `${DIR}/record.py`;
      expect(entries).toEqual(expect.arrayContaining([ours]));
    },
  },
  {
    exchange: 'rotateAPIKey',
    call: (client) => client.app.rotateApiKey(),
    unsupported: BEFORE_5_2,
    check: (key) => expect(key).toEqual({ apiKey: expect.stringMatching(/^qbt_\w{28}$/) }),
  },
  { exchange: 'deleteAPIKey', call: (client) => client.app.deleteApiKey() },
]);
