import { readEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { variables } from '../../../variables.ts';
import { readSettings } from '../settings.ts';
import { banner } from './banner.ts';

function lines(environment: Readonly<Record<string, string>> = {}): string[] {
  const required = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };
  const { values } = readEnvironment(variables, { ...required, ...environment });
  return banner(readSettings(values), values);
}

test('the banner shows the configuration as the shell container did', () => {
  expect(lines()).toEqual([
    'Warning: No API_TOKEN set - running without authentication',
    'Starting NAT-PMP refresh service...',
    'Service: http://natpmp:8080/forward',
    'Internal Port: 6881',
    'Protocols: tcp,udp',
    'Duration: 60s',
    'Refresh Interval: 45s',
    'Max Consecutive Failures: 10',
  ]);
});

test('the banner shows retries where they are set, and never the token', () => {
  const told = lines({ MAX_RETRIES: '2', API_TOKEN: 'hunter2', ENABLE_UDP: 'no' });
  expect(told).toContain('Using Bearer token authentication');
  expect(told).toContain('Protocols: tcp');
  expect(told).toContain('Max Retries: 2');
  expect(told).toContain('Retry Delay: 5s');
  expect(told.join()).not.toContain('hunter2');
});

test('the banner shows the path of a URL as part of the service', () => {
  const told = lines({ NATPMP_SERVICE: 'https://vpn.example/natpmp/' });
  expect(told).toContain('Service: https://vpn.example/natpmp/forward');
});
