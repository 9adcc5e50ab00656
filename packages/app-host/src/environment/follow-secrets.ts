import type { Secret } from '@portkeep/app-host';
import type { Clock } from '@portkeep/port-lease';

const LOOK_EVERY_MS = 5_000;

/** Calls back when the file of a secret was changed: a corrected password is tried at once. */
export async function followSecrets(
  secrets: readonly (Secret | undefined)[],
  { clock, signal, onChange }: { clock: Clock; signal: AbortSignal; onChange: () => void },
): Promise<void> {
  while (!signal.aborted) {
    const changed = secrets.filter((secret) => secret?.changed());
    for (const secret of changed) secret?.read();
    if (changed.length > 0) onChange();
    await clock.delay(LOOK_EVERY_MS, signal).catch(() => undefined);
  }
}
