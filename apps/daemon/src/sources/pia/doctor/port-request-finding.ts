import { explainError, type Finding, failed } from '@portkeep/app-host/doctor';
import { isPiaError, type PiaErrorCode } from '@portkeep/pia-client/core';
import { HEADLINES } from '../headline.ts';

/** Advice beyond that in the error itself. */
const MORE: Partial<Record<PiaErrorCode, readonly string[]>> = {
  PIA_CONNECTION_REFUSED: [
    'connect to a region with port forwarding; no region in the United States has it',
  ],
  PIA_NOT_THROUGH_TUNNEL: [
    'the request did not arrive through the tunnel: unset PIA_GATEWAY, and check the routes above',
  ],
  PIA_TOKEN_REJECTED: [
    'the daemon logs in again, once at first and then less and less often; if that does not help, check the PIA account',
  ],
  PIA_TIMEOUT: ['lower the MTU of the tunnel, for example to 1320, or connect to another server'],
  PIA_BAD_SIGNATURE: ['the daemon asks for another port'],
  PIA_CLAIM_EXPIRED: ['the daemon asks for another port'],
  PIA_PORT_BUSY: [
    'check that no second program holds the port: another daemon, or gluetun itself',
    'the daemon asks for another port',
  ],
  PIA_WRONG_HOSTNAME: ['unset PIA_HOSTNAME: the name changes with the VPN server'],
  PIA_SERVER_ERROR: ['the PIA server has a fault: connect to another one if it lasts'],
};

/** Explains why the gateway gave no port, or did not bind it. */
export function portRequestFinding(error: unknown): Finding {
  const { cause, next } = explainError(error);
  const more = isPiaError(error) ? (MORE[error.code] ?? []) : [];
  return failed(HEADLINES.noPort, { cause, next: [next, more].flat() });
}
