import { isPiaError, type PiaErrorCode } from '@portkeep/pia-client/core';
import { isRefusedLogin, LoginWaitError } from '@portkeep/pia-lease';
import { isLoginFailure } from './login-failures.ts';
import { DiscoveryError } from './network/discovery-error.ts';
import { NoServerListError, UnlistedGatewayError } from './servers/server-confirmation.ts';

/** The words for a problem, the same in the log as in doctor; docs/problems.md lists them. */
export const HEADLINES = {
  offline: 'Cannot reach the internet',
  noTunnel: 'No VPN tunnel here',
  noGateway: 'Could not detect gateway IP',
  noPort: 'Port forward request failed',
  loginRefused: 'PIA refuses the login',
  loginFailed: 'PIA login failed',
  unlisted: 'The gateway is not in PIA’s server list',
  noList: 'The gateway cannot be compared with PIA’s server list',
} as const;

const NO_CONNECTION: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_CONNECTION_REFUSED',
  'PIA_UNREACHABLE',
  'PIA_TIMEOUT',
  'PIA_NOT_PIA',
  'PIA_WRONG_HOSTNAME',
  'PIA_CERTIFICATE_EXPIRED',
]);

/** The headline for an error of a login. */
export function loginHeadline(error: unknown): string {
  if (isRefusedLogin(error)) return HEADLINES.loginRefused;
  const offline = isPiaError(error) && NO_CONNECTION.has(error.code);
  return offline ? HEADLINES.offline : HEADLINES.loginFailed;
}

/** The headline for an error of this source, in the log. */
export function piaHeadline(error: unknown): string | undefined {
  if (error instanceof DiscoveryError) {
    return error.code === 'NO_TUNNEL' ? HEADLINES.noTunnel : HEADLINES.noGateway;
  }
  if (error instanceof UnlistedGatewayError) return HEADLINES.unlisted;
  if (error instanceof NoServerListError) return HEADLINES.noList;
  if (error instanceof LoginWaitError) return loginHeadline(error);
  if (!isPiaError(error)) return undefined;
  return isLoginFailure(error) || isRefusedLogin(error) ? loginHeadline(error) : HEADLINES.noPort;
}
