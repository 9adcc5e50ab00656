import { EXIT_STALE_NAMESPACE, ExitError, type Log } from '@portkeep/app-host';
import type { Clock } from '@portkeep/port-lease';
import type { LeadingTunnel } from './leading-tunnel.ts';
import type { NetworkSnapshot } from './network-snapshot.ts';
import { watchNetwork } from './network-watch.ts';

export interface FollowNetworkOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly tunnel: Pick<LeadingTunnel, 'look'>;
  /** `PIA_GATEWAY`: a gateway on loopback needs no other device. */
  readonly gateway: string | undefined;
  readonly onChange: () => void;
  /** Only a restart helps; called with the error that ends the process. */
  readonly onStale: (error: ExitError) => void;
  /** @default {readNetworkSnapshot} */
  readonly read?: (() => NetworkSnapshot) | undefined;
}

/** Follows the tunnel until the signal aborts. */
export async function followNetwork(options: FollowNetworkOptions): Promise<void> {
  const { clock, signal, log, tunnel, gateway, onChange, onStale, read } = options;
  for await (const change of watchNetwork({ clock, signal, tunnel, read })) {
    if (change.type === 'changed') {
      log.info('The tunnel changed', { from: change.previous, to: change.identity });
      onChange();
    } else if (!gateway?.startsWith('127.')) {
      onStale(
        new ExitError(
          EXIT_STALE_NAMESPACE,
          'Nothing but loopback is left in this network namespace: the VPN container was replaced',
          'recreate this container too (docker compose up -d; depends_on with restart: true does it)',
        ),
      );
    }
  }
}
