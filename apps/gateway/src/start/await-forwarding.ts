import type { EventLog } from '@portkeep/port-app';
import type { Clock } from '@portkeep/port-lease';
import { switchForwardingOn } from '../kernel/switch-forwarding-on.ts';

/** Options of {@linkcode awaitForwarding}. */
export interface AwaitForwardingOptions {
  readonly clock: Pick<Clock, 'delay'>;
  readonly signal: AbortSignal;
  readonly events: Pick<EventLog, 'trouble' | 'over'>;
  readonly status: { obstacle(text: string | undefined): void };
  /** The switch of the kernel. @default {that of this network namespace} */
  readonly file?: string | undefined;
}

const LOOK_EVERY_MS = 5_000;

/** Switches IP forwarding on; where that is not possible, waits until it is set from outside. */
export async function awaitForwarding(options: AwaitForwardingOptions): Promise<void> {
  const { clock, signal, events, status, file } = options;
  for (;;) {
    try {
      await switchForwardingOn(file);
      status.obstacle(undefined);
      events.over('forwarding', 'IP forwarding is on now');
      return;
    } catch (error) {
      status.obstacle(error instanceof Error ? error.message : String(error));
      events.trouble('forwarding', 'The hosts cannot reach the tunnel', { error });
    }
    await clock.delay(LOOK_EVERY_MS, signal);
  }
}
