import type { Timer } from '../timer.ts';
import type { Secret } from './secret.ts';

const LOOK_EVERY_MS = 5_000;

/** Calls back when a secret has changed, so that a corrected password or token is tried at once. */
export async function followSecrets(
  secrets: readonly (Secret | undefined)[],
  { timer, signal, onChange }: { timer: Timer; signal: AbortSignal; onChange: () => void },
): Promise<void> {
  const given = secrets.filter((secret) => secret !== undefined);
  while (given.length > 0 && !signal.aborted) {
    // Not `some`, because every changed secret has to be read.
    const changed = given.filter((secret) => secret.hasNewText());
    if (changed.length > 0) onChange();
    await timer.delay(LOOK_EVERY_MS, signal).catch(() => undefined);
  }
}
