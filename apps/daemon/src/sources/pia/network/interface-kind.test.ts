import { describe, expect, test } from 'vitest';
import { interfaceKind } from './interface-kind.ts';

describe('interfaceKind', () => {
  test.each([
    ['a tun device', { tunFlags: '0x1001\n', type: '65534\n', uevent: 'INTERFACE=x\n' }, 'tunnel'],
    ['a tap device', { tunFlags: '0x1002\n', type: '1\n', uevent: 'INTERFACE=x\n' }, 'other'],
    [
      'kernel WireGuard',
      { tunFlags: null, type: '65534\n', uevent: 'DEVTYPE=wireguard\nINTERFACE=tun0\n' },
      'tunnel',
    ],
    [
      'another device of bare IP',
      { tunFlags: null, type: '65534\n', uevent: 'IFINDEX=4\n' },
      'tunnel',
    ],
    [
      'a modem in raw IP mode',
      { tunFlags: null, type: '65534\n', uevent: 'DEVTYPE=wwan\n' },
      'other',
    ],
    ['Ethernet', { tunFlags: null, type: '1\n', uevent: 'INTERFACE=tun0\n' }, 'other'],
    ['loopback', { tunFlags: null, type: '772\n', uevent: 'INTERFACE=lo\n' }, 'loopback'],
    ['nothing readable', { tunFlags: null, type: null, uevent: null }, 'other'],
  ] as const)('interfaceKind recognises %s', (_name, files, kind) => {
    expect(interfaceKind(files)).toBe(kind);
  });
});
