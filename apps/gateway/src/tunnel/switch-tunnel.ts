import { renderWireGuardConfig, type WireGuardKeyPair } from '@portkeep/pia-client/core';
import type { Clock } from '@portkeep/port-lease';
import type { Kernel } from '../kernel/kernel.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';
import { awaitHandshake } from './await-handshake.ts';
import { TunnelError } from './tunnel-error.ts';

/** Options of {@linkcode switchTunnel}. */
export interface SwitchTunnelOptions {
  readonly kernel: Pick<Kernel, 'configureFirst' | 'switchTo' | 'readWireGuard'>;
  readonly clock: Pick<Clock, 'monotonic' | 'delay'>;
  /** The tunnel runs already, so that its socket must stay. */
  readonly runs: boolean;
  readonly listenPort: number;
  readonly signal: AbortSignal;
}

/** The first packet of a handshake can be lost; WireGuard would repeat it after 5 s only. */
const HANDSHAKE_MS = 500;
const MOST_TRIES = 5;

/**
 * Makes the interface the other end of this tunnel, and waits until both have shaken hands.
 *
 * @throws {TunnelError} `NO_HANDSHAKE`.
 * @throws {KernelError} when the interface cannot be set up.
 */
export async function switchTunnel(
  end: TunnelEnd,
  { privateKey }: WireGuardKeyPair,
  { kernel, clock, runs, listenPort, signal }: SwitchTunnelOptions,
): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    if (runs || tries > 1) {
      await kernel.switchTo(end, privateKey, signal);
    } else {
      const text = renderWireGuardConfig(end, { style: 'setconf', privateKey, listenPort });
      await kernel.configureFirst(end, text, signal);
    }
    if (await awaitHandshake({ kernel, clock, signal, limitMs: HANDSHAKE_MS })) return;
  }
  throw new TunnelError(
    'NO_HANDSHAKE',
    `The server ${end.endpoint.address} does not answer on UDP port ${end.endpoint.port}`,
    'see whether the host lets UDP out; the gateway tries other servers',
  );
}
