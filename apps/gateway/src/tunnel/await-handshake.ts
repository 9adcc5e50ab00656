import type { Clock } from '@portkeep/port-lease';
import type { Kernel } from '../kernel/kernel.ts';

/** Options of {@linkcode awaitHandshake}. */
export interface AwaitHandshakeOptions {
  readonly kernel: Pick<Kernel, 'readWireGuard'>;
  readonly clock: Pick<Clock, 'monotonic' | 'delay'>;
  readonly signal: AbortSignal;
  /** How long to wait, milliseconds. */
  readonly limitMs: number;
}

const LOOK_EVERY_MS = 20;

/** Whether the only peer of the interface shakes hands in time; it has just been set. */
export async function awaitHandshake(options: AwaitHandshakeOptions): Promise<boolean> {
  const { kernel, clock, signal, limitMs } = options;
  const until = clock.monotonic() + limitMs;
  for (;;) {
    const [peer] = (await kernel.readWireGuard(signal))?.peers ?? [];
    if (peer?.handshakeAt !== undefined) return true;
    if (clock.monotonic() >= until) return false;
    await clock.delay(LOOK_EVERY_MS, signal);
  }
}
