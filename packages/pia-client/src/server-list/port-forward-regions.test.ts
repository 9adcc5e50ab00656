import { expect, test } from 'vitest';
import { region } from '../../test/signed-list.ts';
import { portForwardRegions } from './port-forward-regions.ts';
import { readRegions } from './read-regions.ts';

test('portForwardRegions() keeps regions in service that offer port forwarding, in the order of the list', () => {
  const entries = [
    region('a'),
    region('us', { port_forward: false }),
    region('off', { offline: true }),
    region('b'),
  ];
  const list = { ...readRegions(entries), ports: {}, url: 'https://127.0.0.1/' };
  expect(portForwardRegions(list).map(({ id }) => id)).toEqual(['a', 'b']);
});
