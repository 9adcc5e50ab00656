import type { ProbeResult, StatusView } from '@portkeep/app-host';
import type { LeaseStatus } from '@portkeep/port-app';
import type { TunnelStatus } from './tunnel-status.ts';

/** What the gateway shows: the tunnel, and the port inside it if one is forwarded. */
export class GatewayStatus implements StatusView {
  readonly #tunnel: TunnelStatus;
  readonly #port: LeaseStatus;
  #startedUp = false;

  /** @param port With the tunnel as its details. */
  constructor(tunnel: TunnelStatus, port: LeaseStatus) {
    this.#tunnel = tunnel;
    this.#port = port;
  }

  healthy(): boolean {
    return this.#port.healthy();
  }

  startedUp(): ProbeResult {
    if (this.#startedUp) return { ok: true, reasons: [] };
    const result = this.#with(this.#port.startedUp());
    this.#startedUp = result.ok;
    return result;
  }

  ready(withSinks: boolean): ProbeResult {
    return this.#with(this.#port.ready(withSinks));
  }

  status(): Readonly<Record<string, unknown>> {
    const port = this.#port.status();
    const { current } = this.#tunnel;
    return {
      ...port,
      state: this.#state(port.state),
      gateway: current?.end.gateway ?? port.gateway,
      hostname: current?.server.hostname ?? port.hostname,
    };
  }

  metrics(): string {
    return this.#port.metrics();
  }

  #with({ reasons }: ProbeResult): ProbeResult {
    const all = [...this.#tunnel.reasons(), ...reasons];
    return { ok: all.length === 0, reasons: all };
  }

  #state(port: unknown): unknown {
    const { state } = this.#tunnel;
    if (state === 'none') return 'starting';
    if (state === 'down') return 'lost';
    return state === 'silent' && port === 'held' ? 'degraded' : port;
  }
}
