import type { EventLog } from '@portkeep/port-app';
import type { Clock } from '@portkeep/port-lease';
import { TunnelError } from '../tunnel/tunnel-error.ts';
import type { InterfaceName } from '../values/interface-name.ts';
import { findLan, type Lan } from '../values/lan.ts';

/** Options of {@linkcode awaitLan}. */
export interface AwaitLanOptions {
  readonly clock: Pick<Clock, 'delay'>;
  readonly signal: AbortSignal;
  readonly events: Pick<EventLog, 'trouble' | 'over'>;
  readonly status: { obstacle(text: string | undefined): void };
}

const LOOK_EVERY_MS = 1_000;

/** The network behind the gateway, as soon as its interface has an address. */
export async function awaitLan(
  name: InterfaceName,
  { clock, signal, events, status }: AwaitLanOptions,
): Promise<Lan> {
  for (;;) {
    try {
      const lan = presentLan(name);
      status.obstacle(undefined);
      events.over('lan', `The interface ${name} has an address now`);
      return lan;
    } catch (error) {
      status.obstacle(error instanceof Error ? error.message : String(error));
      events.trouble('lan', 'Waiting for the network of the hosts', { error });
    }
    await clock.delay(LOOK_EVERY_MS, signal);
  }
}

/**
 * The network behind the gateway, at this moment.
 *
 * @throws {TunnelError} `NO_LAN`.
 */
export function presentLan(name: InterfaceName): Lan {
  const lan = findLan(name);
  if (lan !== undefined) return lan;
  throw new TunnelError(
    'NO_LAN',
    `The interface ${name} has no IPv4 address`,
    'correct LAN_INTERFACE, or give it its address',
  );
}
