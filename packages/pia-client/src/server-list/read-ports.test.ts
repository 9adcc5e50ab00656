import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPorts } from './read-ports.ts';

test('readPorts() gives the ports of each group, those of several services one after the other', () => {
  const groups = {
    wg: [{ name: 'wireguard', ports: [1337] }],
    ovpntcp: [{ name: 'openvpn_tcp', ports: [80, 443], ncp: true }, { ports: [853] }],
  };
  expect(readPorts(groups)).toEqual({ wg: [1337], ovpntcp: [80, 443, 853] });
});

test.each([
  [
    'a number that is not a port',
    { wg: [{ ports: [0, 65_536, '1337', 1.5, null, 1337] }] },
    [1337],
  ],
  ['a service without ports', { wg: [{ name: 'x' }, 7, null, { ports: 1 }, { ports: [1] }] }, [1]],
  ['a group that is not a list', { wg: { ports: [1] } }, []],
])('readPorts() leaves out %s, and keeps the rest', (_what, groups, wg) => {
  expect(readPorts({ ...groups, meta: [{ ports: [443] }] })).toEqual({ wg, meta: [443] });
});

test('readPorts() gives numbers from 1 to 65535 whatever JSON it reads', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (groups) => {
      for (const port of Object.values(readPorts(groups)).flat()) {
        expect(port >= 1 && port <= 65_535 && Number.isInteger(port)).toBe(true);
      }
    }),
  );
});
