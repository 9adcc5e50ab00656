import { isPiaError, type PiaErrorCode } from '@portkeep/pia-client/core';
import { TunnelError } from './tunnel-error.ts';

/** A proxy that refuses is not among them: it also does so when it cannot reach one server. */
const SAME_EVERYWHERE: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_LOGIN_EXPIRED',
  'PIA_CREDENTIALS_REJECTED',
  'PIA_SUBSCRIPTION_EXPIRED',
  'PIA_RATE_LIMITED',
  'PIA_BLOCKED',
  'PIA_NO_RESOURCES',
]);

/** Whether setting up a tunnel would fail at every other server in the same way. */
export function isSameEverywhere(error: unknown): boolean {
  if (error instanceof TunnelError) return error.code !== 'NO_HANDSHAKE';
  return isPiaError(error) ? SAME_EVERYWHERE.has(error.code) : true;
}
