import { NatPmpError, type PortMapping, type Protocol } from '@portkeep/natpmp-client/core';
import type { Lease } from '@portkeep/port-lease';

/** A mapping as the API confirms it. */
export function mappingOf(
  protocol: Protocol,
  externalPort: number,
  lifetimeSeconds = 60,
): PortMapping {
  const asked = { internalPort: 6881, askedSeconds: 60, clamped: lifetimeSeconds < 60 };
  return { ...asked, protocol, externalPort, lifetimeSeconds };
}

/** Its lease, requested at that time. */
export function leaseOf(protocol: Protocol, externalPort: number, at: number): Lease<PortMapping> {
  const value = mappingOf(protocol, externalPort);
  return { value, renewAt: at + 45_000, expiresAt: at + 60_000 };
}

/** The gateway did not answer the API in time. */
export const GATEWAY_FAILED: NatPmpError = new NatPmpError(
  'NATPMP_GATEWAY_FAILED',
  'Cannot map the port: status 500',
  'try again in a second',
  { status: 500, retryable: true, ambiguous: true },
);

/** The token is wrong. */
export const UNAUTHORIZED: NatPmpError = new NatPmpError(
  'NATPMP_UNAUTHORIZED',
  'Cannot map the port: status 401',
  'set the token',
  { status: 401 },
);
