import { PiaError, type PiaErrorCode } from '@portkeep/pia-client/core';
import { describe, expect, test } from 'vitest';
import { portRequestFinding } from './port-request-finding.ts';

describe('portRequestFinding', () => {
  test.each<[PiaErrorCode, string]>([
    ['PIA_CONNECTION_REFUSED', 'connect to a region with port forwarding'],
    ['PIA_NOT_THROUGH_TUNNEL', 'did not arrive through the tunnel'],
    ['PIA_TOKEN_REJECTED', 'logs in again'],
    ['PIA_TIMEOUT', 'lower the MTU'],
    ['PIA_BAD_SIGNATURE', 'asks for another port'],
    ['PIA_CLAIM_EXPIRED', 'asks for another port'],
    ['PIA_PORT_BUSY', 'no second program holds the port'],
    ['PIA_WRONG_HOSTNAME', 'unset PIA_HOSTNAME'],
    ['PIA_SERVER_ERROR', 'connect to another one'],
  ])('portRequestFinding extends the advice of %s', (code, advice) => {
    const finding = portRequestFinding(new PiaError(code, 'Cannot bind the port: why', 'do this'));
    expect(finding.headline).toBe('Port forward request failed');
    expect(finding.notes.slice(0, 2)).toEqual([
      'cause: Cannot bind the port: why',
      'next:  do this',
    ]);
    expect(finding.notes.slice(2).join()).toContain(advice);
  });

  test('portRequestFinding leaves an error without advice as it is', () => {
    expect(portRequestFinding(new Error('disk full; no idea')).notes).toEqual([
      'cause: disk full; no idea',
    ]);
  });
});
