import { expect, test } from 'vitest';
import { region } from '../../test/signed-list.ts';
import { findServer } from './find-server.ts';
import { readRegions } from './read-regions.ts';

const list = (...regions: unknown[]) => ({
  ...readRegions(regions),
  ports: {},
  url: 'https://127.0.0.1/',
});
const first = list(region('nl', { servers: { meta: [{ ip: '192.0.2.1', cn: 'nl401' }] } }));
const second = list(region('de'));

test.each([
  ['nl401', 'nl', 'meta'],
  ['NL401', 'nl', 'meta'],
  ['server-11555-2A', 'de', 'wg'],
  ['de402', 'de', 'ovpnudp'],
])('findServer() finds %s in any list and group', (hostname, id, group) => {
  expect(findServer([first, second], hostname)).toMatchObject({ region: { id }, group });
});

test('findServer() gives the server as the list has it', () => {
  expect(findServer([first, second], 'SERVER-11555-2A')?.server).toEqual({
    hostname: 'Server-11555-2a',
    address: '192.0.2.2',
  });
});

test.each([['nl40'], ['nl4011'], ['']])('findServer() does not find %j', (hostname) => {
  expect(findServer([first, second], hostname)).toBeUndefined();
});
