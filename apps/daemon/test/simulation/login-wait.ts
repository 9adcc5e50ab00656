import type { PiaSimulator } from '@portkeep/simulators';
import type { SimulatedMachine } from './simulated-machine.ts';

const HOUR_MS = 3_600_000;

/** How long the daemon may wait until it logs in, by what it has kept. */
export function loginWaitMs({ store, clock, trueTime }: SimulatedMachine, pia: PiaSimulator) {
  const { login_not_before: refusal, token } = store.kept;
  const now = clock.now();
  const refusedMs = refusal
    ? Math.min(Date.parse(refusal.at) - now, refusal.wait_seconds * 1000)
    : 0;
  // Only a token that is an hour old is given up when a gateway refuses it.
  const revoked = (pia.tokens.at(-1)?.expiresAt ?? Number.POSITIVE_INFINITY) <= trueTime();
  const tokenMs = token && revoked ? Date.parse(token.obtained_at) + HOUR_MS - now : 0;
  return Math.max(0, refusedMs, Math.min(tokenMs, HOUR_MS));
}
