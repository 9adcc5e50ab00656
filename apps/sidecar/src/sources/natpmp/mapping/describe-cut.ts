import type { PortMapping } from '@portkeep/natpmp-client/core';

/**
 * What made a lifetime shorter than `DURATION`, and what follows from it; continues after "the".
 */
export function describeCut({
  askedSeconds,
  lifetimeSeconds,
  grantedSeconds,
}: PortMapping): string {
  const what = grantedSeconds === lifetimeSeconds ? 'gateway' : 'API';
  return `${what} cuts DURATION from ${askedSeconds} s to ${lifetimeSeconds} s; renewals follow`;
}
