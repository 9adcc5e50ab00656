import { describeError, type HideSecrets, isoOrNull, type Metric } from '@portkeep/app-host';
import type { LeaseDetails, LeaseTrouble } from '@portkeep/port-app';
import type { Clock, Lease, LeaseEvent } from '@portkeep/port-lease';
import type { KernelState } from '../kernel/kernel.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { ForwardTarget } from '../values/forward-target.ts';
import { type RenewalReason, tunnelMetrics } from './tunnel-metrics.ts';

/**
 * The tunnel: `none` before the first, `up`, `silent` while nothing comes through it, `down` when it
 * is dead or gone.
 */
export type TunnelState = 'none' | 'up' | 'silent' | 'down';

/** Options of {@linkcode TunnelStatus}. */
export interface TunnelStatusOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly hide: HideSecrets;
  readonly forwardTo: ForwardTarget | undefined;
}

/** What is known about the tunnel, for the status page. */
export class TunnelStatus implements LeaseDetails {
  readonly #options: TunnelStatusOptions;
  readonly #renewals = new Map<RenewalReason, { success: number; failure: number }>();
  #reason: RenewalReason = 'start';
  #state: TunnelState = 'none';
  #lease: Lease<Tunnel> | undefined;
  #trouble: LeaseTrouble | undefined;
  #kernel: KernelState | undefined;

  constructor(options: TunnelStatusOptions) {
    this.#options = options;
  }

  /** The tunnel that was set up last. */
  get current(): Tunnel | undefined {
    return this.#lease?.value;
  }

  get state(): TunnelState {
    return this.#state;
  }

  /** Why the next renewal comes. */
  renewing(reason: RenewalReason): void {
    this.#reason = reason;
  }

  /** Takes an event of the tunnel's lease. */
  tunnel(event: LeaseEvent<Tunnel>): void {
    const counts = this.#renewals.get(this.#reason) ?? { success: 0, failure: 0 };
    this.#renewals.set(this.#reason, counts);
    if (event.type === 'failed') {
      counts.failure += 1;
      this.#trouble = {
        text: this.#options.hide(describeError(event.error)),
        retryAt: event.retryAt,
      };
    } else if (event.type === 'lost') {
      this.#state = 'down';
    } else {
      counts.success += 1;
      this.#lease = event.lease;
      this.#trouble = undefined;
      this.#state = 'up';
      this.#reason = 'due';
    }
  }

  /** Takes what a look at the kernel showed. */
  observe(kernel: KernelState): void {
    this.#kernel = kernel;
    if (this.#lease !== undefined && kernel.link === undefined) this.#state = 'down';
  }

  /** Takes the judgement of the watchdog. */
  judged(state: Exclude<TunnelState, 'none'>): void {
    // One that is dead is silent as well.
    if (state !== 'silent' || this.#state !== 'down') this.#state = state;
  }

  /** Why the tunnel is not ready; empty if it is. */
  reasons(): readonly string[] {
    if (this.#state === 'up') return [];
    const what = {
      none: 'tunnel: none yet',
      silent: 'tunnel: nothing comes through it',
      down: 'tunnel: down',
    }[this.#state];
    return [this.#trouble === undefined ? what : `${what}; ${this.#trouble.text}`];
  }

  /** Where the tunnel leads, or why it does not, for `systemctl status`. */
  line(): string {
    const [reason] = this.reasons();
    if (reason !== undefined) return reason;
    const { server, region } = this.current ?? {};
    return `The tunnel leads to ${[server?.hostname, region ?? []].flat().join(' in ')}`;
  }

  trouble(): LeaseTrouble | undefined {
    return this.#trouble;
  }

  fields(): Readonly<Record<string, unknown>> {
    const { forwardTo, clock } = this.#options;
    const tunnel = this.#lease?.value;
    const handshakeAt = this.#handshakeAt;
    return {
      region: tunnel?.region ?? null,
      endpoint: tunnel ? `${tunnel.end.endpoint.address}:${tunnel.end.endpoint.port}` : null,
      peer_ip: tunnel?.end.address ?? null,
      handshake_age_seconds:
        handshakeAt === undefined
          ? null
          : Math.max(0, Math.round((clock.now() - handshakeAt) / 1_000)),
      dns: tunnel?.end.dnsServers[0] ?? null,
      forward_to:
        forwardTo === undefined ? null : [forwardTo.address, forwardTo.port ?? []].flat().join(':'),
      tunnel_since: isoOrNull(tunnel?.since),
      tunnel_renew_at: isoOrNull(this.#lease?.renewAt),
      tunnel_state: this.#state,
    };
  }

  metrics(): readonly Metric[] {
    const peer = this.#kernel?.wireguard?.peers[0];
    return tunnelMetrics({
      up: this.#state === 'up',
      handshakeAt: this.#handshakeAt ?? 0,
      receivedBytes: peer?.receivedBytes ?? 0,
      sentBytes: peer?.sentBytes ?? 0,
      renewals: this.#renewals,
    });
  }

  get #handshakeAt(): number | undefined {
    return this.#kernel?.wireguard?.peers[0]?.handshakeAt;
  }
}
