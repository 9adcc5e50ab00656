import { expect, test } from 'vitest';
import { NATPMP_FRONT_USAGE, readNatPmpFrontOptions } from './natpmp-front-options.ts';

test('readNatPmpFrontOptions() has a default for everything but the gateway', () => {
  expect(readNatPmpFrontOptions(['--gateway', '10.2.0.1'])).toEqual({
    gateway: '10.2.0.1',
    gatewayPort: 5351,
    host: '127.0.0.1',
    port: 8080,
    maxDurationSeconds: 300,
    tries: 5,
  });
});

test('readNatPmpFrontOptions() reads every option that the usage names', () => {
  const options = readNatPmpFrontOptions([
    ...['--gateway', '10.2.0.1', '--gateway-port', '5352', '--host', '::', '--port', '0'],
    ...['--max-duration=-1', '--tries', '9'],
  ]);
  expect(options).toEqual({
    gateway: '10.2.0.1',
    gatewayPort: 5352,
    host: '::',
    port: 0,
    maxDurationSeconds: -1,
    tries: 9,
  });
  expect(NATPMP_FRONT_USAGE.match(/^ {2}--(?!help)/gm)).toHaveLength(6);
});

test('readNatPmpFrontOptions() asks for the usage', () => {
  expect(readNatPmpFrontOptions(['--help'])).toBeUndefined();
});

test.each([
  [[]],
  [['--gateway', '10.2.0.1', '--port', 'x']],
  [['--gateway', '10.2.0.1', '--tries', 'many']],
  [['--gateway', '10.2.0.1', '--token', 'secret']],
])('readNatPmpFrontOptions() refuses %j', (args) => {
  expect(() => readNatPmpFrontOptions(args)).toThrow(TypeError);
});
