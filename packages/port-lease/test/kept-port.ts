import type { KeptPort } from '../src/lease/kept-port.ts';

/** A port with the values that matter to the test. */
export function keptPort(changes: Partial<KeptPort> = {}): KeptPort {
  return {
    port: 54_321,
    renewedAt: Date.UTC(2026, 0, 14, 19, 30, 0, 999),
    renewAt: Date.UTC(2026, 0, 14, 19, 45),
    expiresAt: Date.UTC(2026, 0, 14, 19, 46),
    gateway: '10.0.0.1',
    hostname: 'server42',
    tunnelIdentity: '10.0.0.2',
    ...changes,
  };
}
