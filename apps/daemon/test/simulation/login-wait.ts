import { remainingWaitMs } from '@portkeep/pia-lease';
import type { PiaSimulator } from '@portkeep/simulators';
import type { SimulatedMachine } from './simulated-machine.ts';

/** How long the daemon may wait until it logs in, according to what it has saved. */
export function loginWaitMs({ store, clock, trueTime }: SimulatedMachine, pia: PiaSimulator) {
  const { login_not_before: login, new_token_not_before: another, token } = store.kept;
  const now = clock.now();
  const revoked = (pia.tokens.at(-1)?.expiresAt ?? Number.POSITIVE_INFINITY) <= trueTime();
  const tokenMs = token && revoked && another ? remainingWaitMs(another, now) : 0;
  return Math.max(tokenMs, login ? remainingWaitMs(login, now) : 0);
}
