import { expect, test } from 'vitest';
import { surroundings } from '../../test/samples.ts';
import { readRoutes } from './read-routes.ts';

const { tunnel } = surroundings;

test.each([
  [[{ dst: 'default', dev: 'piaw' }], true],
  [[{ dst: 'default', dev: 'eth0' }], false],
  [[{ dst: 'default', dev: 'piaw', metric: 100 }], false],
  [[], false],
])('with the routes %j, the tunnel is the default: %s', (routes, isDefault) => {
  expect(readRoutes(JSON.stringify(routes), tunnel)?.isDefault).toBe(isDefault);
});

test('hosts with a route of their own are read, networks and other interfaces left out', () => {
  const routes = [
    { dst: '10.7.128.1', dev: 'piaw', scope: 'link' },
    { dst: '10.8.0.0/16', dev: 'piaw' },
    { dst: '10.0.0.243', dev: 'eth0' },
    { dst: '10.9.9.9', type: 'blackhole' },
  ];
  expect(readRoutes(JSON.stringify(routes), tunnel)?.hosts).toEqual(['10.7.128.1']);
});

test.each(['', '{}', '[{}]'])('the output %j is not taken for a list of routes', (json) => {
  expect(readRoutes(json, tunnel)).toBeUndefined();
});

test('other interfaces with a default route are read', () => {
  const routes = [
    { dst: 'default', dev: 'piaw' },
    { dst: 'default', dev: 'eth0', metric: 100 },
  ];
  expect(readRoutes(JSON.stringify(routes), tunnel)?.otherDefaults).toEqual(['eth0']);
});
