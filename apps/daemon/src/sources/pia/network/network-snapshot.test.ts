import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type NetworkInterfaceInfo, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readNetworkSnapshot } from './network-snapshot.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'portkeep-network-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function ipv4(cidr: string, mac = '00:00:00:00:00:00', internal = false): NetworkInterfaceInfo {
  const address = cidr.split('/')[0] ?? '';
  return { family: 'IPv4', address, netmask: '', mac, internal, cidr };
}

const DEV = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
    lo:    3193      29    0    0    0     0          0         0     3193      29    0
  eth0: 755601494   18327    0    0    0     0          0         0  1321821   10254    0
  tun0:       0       0    0    0    0     0          0         0        0       0    0
 tunl0:       0       0    0    0    0     0          0         0        0       0    0
`;
const IGMP = `Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter
1\tlo        :     1      V3
\t\t\t\t010000E0     1 0:00000000\t\t0
4\teth0      :     1      V3
\t\t\t\t010000E0     1 0:00000000\t\t0
7\ttun0      :     1      V3
\t\t\t\t010000E0     1 0:00000000\t\t0
`;
const addresses = () => ({
  lo: [ipv4('127.0.0.1/8', '00:00:00:00:00:00', true)],
  eth0: [ipv4('172.17.0.5/16', '02:42:ac:11:00:05')],
  tun0: [ipv4('10.9.155.222/32')],
});
const kinds = (snapshot: ReturnType<typeof readNetworkSnapshot>) =>
  Object.fromEntries(snapshot.interfaces.map(({ name, kind }) => [name, kind]));

describe('readNetworkSnapshot', () => {
  beforeEach(() => {
    put({
      'proc/net/dev': DEV,
      'proc/net/igmp': IGMP,
      'proc/net/route': 'Iface\neth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n',
      'sys/class/net/tun0/ifindex': '7\n',
      'sys/class/net/tun0/type': '65534\n',
      'sys/class/net/tun0/uevent': 'DEVTYPE=wireguard\nINTERFACE=tun0\nIFINDEX=7\n',
    });
  });

  test('readNetworkSnapshot combines devices, addresses, kinds and routes', () => {
    expect(readNetworkSnapshot({ root, addresses })).toEqual({
      interfaces: [
        {
          name: 'lo',
          index: 1,
          kind: 'loopback',
          up: true,
          addresses: [{ address: '127.0.0.1', prefixLength: 8 }],
        },
        {
          name: 'eth0',
          index: 4,
          kind: 'other',
          up: true,
          addresses: [{ address: '172.17.0.5', prefixLength: 16 }],
        },
        {
          name: 'tun0',
          index: 7,
          kind: 'tunnel',
          up: true,
          addresses: [{ address: '10.9.155.222', prefixLength: 32 }],
        },
        { name: 'tunl0', index: 0, kind: 'other', up: false, addresses: [] },
      ],
      routes: [
        {
          interface: 'eth0',
          destination: '0.0.0.0',
          prefixLength: 0,
          gateway: '172.17.0.1',
          metric: 0,
        },
      ],
    });
  });

  test('readNetworkSnapshot includes a device without a carrier, which os.networkInterfaces leaves out', () => {
    const { tun0: _, ...others } = addresses();
    const snapshot = readNetworkSnapshot({ root, addresses: () => others });
    expect(snapshot.interfaces[2]).toEqual({
      name: 'tun0',
      index: 7,
      kind: 'tunnel',
      up: true,
      addresses: [],
    });
  });

  test('readNetworkSnapshot leaves IPv6 addresses out', () => {
    const infos: NetworkInterfaceInfo[] = [
      { ...ipv4(''), family: 'IPv6', address: 'fe80::1', cidr: 'fe80::1/64', scopeid: 7 },
    ];
    const snapshot = readNetworkSnapshot({ root, addresses: () => ({ tun0: infos }) });
    expect(snapshot.interfaces.find(({ name }) => name === 'tun0')?.addresses).toEqual([]);
  });

  test('readNetworkSnapshot ignores the /sys of another namespace', () => {
    put({ 'sys/class/net/eth0/ifindex': '9\n', 'sys/class/net/eth0/tun_flags': '0x1001\n' });
    expect(kinds(readNetworkSnapshot({ root, addresses }))).toMatchObject({ eth0: 'other' });
  });

  test('readNetworkSnapshot recognises a tunnel by its missing link-layer address where /sys does not help', () => {
    put({ 'sys/class/net/tun0/ifindex': '9\n', 'sys/class/net/tun0/type': '1\n' });
    expect(kinds(readNetworkSnapshot({ root, addresses }))).toMatchObject({
      lo: 'loopback',
      eth0: 'other',
      tun0: 'tunnel',
    });
  });

  test('readNetworkSnapshot goes on without addresses where the system does not provide them', () => {
    put({ 'proc/net/dev': DEV, 'proc/net/igmp': IGMP });
    const refuse = () => {
      throw new Error('uv_interface_addresses returned EAFNOSUPPORT');
    };
    const { interfaces } = readNetworkSnapshot({ root, addresses: refuse });
    expect(interfaces.map(({ name, up }) => [name, up])).toEqual([
      ['lo', true],
      ['eth0', true],
      ['tun0', true],
      ['tunl0', false],
    ]);
    expect(interfaces.flatMap((each) => each.addresses)).toEqual([]);
  });

  test.each([
    ['EMFILE', 24],
    ['ENFILE', -23],
    ['ENOMEM', 12],
    ['ENOBUFS', 105],
  ])(
    'readNetworkSnapshot does not mistake the network for an empty one because of %s (%i)',
    (code, errno) => {
      const refuse = () => {
        throw Object.assign(new Error('uv_interface_addresses'), {
          code: 'ERR_SYSTEM_ERROR',
          errno,
        });
      };
      expect(() => readNetworkSnapshot({ root, addresses: refuse })).toThrow(
        expect.objectContaining({
          code: 'PIA_NO_RESOURCES',
          message: expect.stringContaining(`(${code})`),
        }),
      );
    },
  );

  test('readNetworkSnapshot uses only the addresses where there is no /proc', () => {
    const snapshot = readNetworkSnapshot({ root: join(root, 'nowhere'), addresses });
    expect(kinds(snapshot)).toEqual({ lo: 'loopback', eth0: 'other', tun0: 'tunnel' });
    expect(snapshot.routes).toEqual([]);
  });

  test('readNetworkSnapshot reads the network of the machine it runs on', () => {
    expect(readNetworkSnapshot().interfaces.map(({ kind }) => kind)).toContain('loopback');
  });
});
