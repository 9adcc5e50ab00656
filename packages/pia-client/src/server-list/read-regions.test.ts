import fc from 'fast-check';
import { expect, test } from 'vitest';
import { region } from '../../test/signed-list.ts';
import { readRegions } from './read-regions.ts';

test('readRegions() reads a region', () => {
  expect(readRegions([region('nl')])).toEqual({
    regions: [
      {
        id: 'nl',
        name: 'NL',
        country: 'NL',
        dns: 'nl.privacy.network',
        autoRegion: true,
        portForward: true,
        geo: false,
        offline: false,
        servers: {
          meta: [{ address: '192.0.2.1', hostname: 'nl401' }],
          wg: [{ address: '192.0.2.2', hostname: 'Server-11555-2a' }],
          ovpnudp: [{ address: '192.0.2.3', hostname: 'nl402' }],
        },
      },
    ],
    dropped: [],
  });
});

test('readRegions() needs only the id and the name of a region', () => {
  expect(readRegions([{ id: 'x', name: 'X' }]).regions).toEqual([
    {
      id: 'x',
      name: 'X',
      country: '',
      dns: '',
      autoRegion: false,
      portForward: false,
      geo: false,
      offline: false,
      servers: {},
    },
  ]);
});

test.each([
  ['id', 7],
  ['name', ''],
  ['country', null],
  ['dns', {}],
  ['port_forward', 'true'],
  ['geo', 0],
  ['offline', 'no'],
  ['auto_region', []],
  ['servers', 'none'],
])('readRegions() drops a region whose %s is %j, and keeps its neighbours', (key, value) => {
  const list = [region('a'), region('bad', { [key]: value }), region('b')];
  const { regions, dropped } = readRegions(list);
  expect(regions.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(dropped).toEqual([
    { id: key === 'id' ? undefined : 'bad', reason: expect.stringContaining(`region.${key}`) },
  ]);
});

test.each([[null], ['text'], [[]], [7]])(
  'readRegions() drops %j, which is not a region',
  (entry) => {
    const { regions, dropped } = readRegions([entry, region('a')]);
    expect(regions).toHaveLength(1);
    expect(dropped).toHaveLength(1);
  },
);

test.each([
  [{ ip: '2001:db8::1', cn: 'x' }],
  [{ ip: '0.0.0.0', cn: 'x' }],
  [{ ip: '192.0.2.9\n', cn: 'x' }],
  [{ ip: '192.0.2.9' }],
  [{ ip: '192.0.2.9', cn: '' }],
  [null],
])('readRegions() drops only the server %j', (server) => {
  const wg = [{ ip: '192.0.2.2', cn: 'good' }, server];
  const { regions, dropped } = readRegions([region('a', { servers: { wg } })]);
  expect(regions[0]?.servers).toEqual({ wg: [{ address: '192.0.2.2', hostname: 'good' }] });
  expect(dropped).toEqual([{ id: 'a', reason: expect.stringMatching(/^server wg\[1\]/) }]);
});

test('readRegions() drops a group that is not a list, and keeps its neighbours', () => {
  const servers = { future: { v: 2 }, wg: [{ ip: '192.0.2.2', cn: 'good' }] };
  const { regions, dropped } = readRegions([region('a', { servers })]);
  expect(regions[0]?.servers.wg).toHaveLength(1);
  expect(dropped).toEqual([{ id: 'a', reason: 'servers future: not a valid array' }]);
});

test('readRegions() accounts for every entry and never throws', () => {
  const entry = fc.oneof(fc.jsonValue(), fc.record({ id: fc.string(), name: fc.string() }));
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const { regions, dropped } = readRegions(entries);
      const whole = dropped.filter(({ reason }) => reason.startsWith('region'));
      expect(regions.length + whole.length).toBe(entries.length);
    }),
  );
});
