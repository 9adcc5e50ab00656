import { expect, test } from 'vitest';
import { readCliOptions, USAGE } from './cli-options.ts';

test('readCliOptions() has a default for everything', () => {
  expect(readCliOptions([])).toEqual({
    folder: undefined,
    host: '127.0.0.1',
    gatewayAddress: '127.0.0.1',
    gatewayPort: 0,
    wireguard: false,
    dialect: '5.1',
    controlPort: 0,
    help: false,
  });
});

test('readCliOptions() reads every option that the usage names', () => {
  const options = readCliOptions([
    ...['--folder', '/data', '--host', '10.0.0.1', '--pia-gateway-address', '10.9.128.1'],
    ...['--pia-gateway-port', '19999', '--qbittorrent-dialect', '4.5', '--control-port', '8000'],
    '--wireguard',
    '--help',
  ]);
  expect(options).toEqual({
    folder: '/data',
    host: '10.0.0.1',
    gatewayAddress: '10.9.128.1',
    gatewayPort: 19_999,
    wireguard: true,
    dialect: '4.5',
    controlPort: 8000,
    help: true,
  });
  expect(USAGE.match(/^ {2}--/gm)).toHaveLength(Object.keys(options).length);
});

test.each([
  [['--moon']],
  [['--control-port', '65536']],
  [['--control-port', '-1']],
  [['--pia-gateway-port', 'x']],
  [['--qbittorrent-dialect', '3']],
  [['extra']],
])('readCliOptions() refuses %j', (args) => {
  expect(() => readCliOptions(args)).toThrow(TypeError);
});
