import { adviceOf, problemOf } from '@portkeep/app-host';
import { describe, expect, test } from 'vitest';
import { ConnectionError } from '../src/sources/pia/doctor/connection-error.ts';
import { DiscoveryError } from '../src/sources/pia/network/discovery-error.ts';
import { noneOf } from '../src/sources/pia/network/find-gateway.ts';
import {
  NoServerListError,
  UnlistedGatewayError,
} from '../src/sources/pia/servers/server-confirmation.ts';

const probe = { address: '10.9.0.1', source: 'address-plan' } as const;

const ERRORS = [
  new ConnectionError('pia.example', 'ECONNREFUSED', 'tcp'),
  new ConnectionError('pia.example', 'ETIMEDOUT', 'tls'),
  new DiscoveryError('NO_TUNNEL', 'There is no tunnel', 'start the VPN'),
  noneOf([
    { ...probe, code: 'PIA_TIMEOUT' },
    { ...probe, code: 'EMFILE' },
  ]),
  new UnlistedGatewayError('london401'),
  new NoServerListError('london401', undefined),
];

describe.each(ERRORS.map((error) => [error.message, error] as const))('"%s"', (_, error) => {
  test('each error consists of a problem and the advice', () => {
    expect(error.advice).toMatch(/^(PIA|[a-z]).*[^.;]$/);
    expect(adviceOf(error)).toBe(error.advice);
    expect(error.message).toBe(`${problemOf(error)}; ${error.advice}`);
  });
});
