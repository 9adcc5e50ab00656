import { createWireGuardKeyPair } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '@portkeep/pia-lease';
import type { Clock, Lease, LeaseSource } from '@portkeep/port-lease';
import * as v from 'valibot';
import type { Candidate } from '../bootstrap/choose-servers.ts';
import { refusesEverywhere, registerKey } from '../bootstrap/register-key.ts';
import type { RestingServers } from '../bootstrap/resting-servers.ts';
import type { Clients } from '../clients.ts';
import type { Forwarding } from '../kernel/forwarding.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { KernelError } from '../kernel/kernel-error.ts';
import type { GatewayStateKeeper } from '../state/gateway-state.ts';
import type { Ipv4 } from '../values/ipv4.ts';
import { type TunnelEnd, tunnelEnd } from '../values/tunnel-end.ts';
import { wireGuardKey } from '../values/wireguard-key.ts';
import { adoptTunnel } from './adopt-tunnel.ts';
import { savedServer, saveTunnel } from './save-tunnel.ts';
import { switchTunnel } from './switch-tunnel.ts';
import type { Tunnel } from './tunnel.ts';
import { TunnelError } from './tunnel-error.ts';
import { tunnelTimes } from './tunnel-times.ts';

/** Options of {@linkcode TunnelSource}. */
export interface TunnelSourceOptions {
  readonly kernel: Kernel;
  readonly forwarding: Pick<Forwarding, 'current' | 'adopt' | 'rule'>;
  readonly state: GatewayStateKeeper;
  readonly tokens: Pick<TokenKeeper, 'getToken' | 'refused'>;
  readonly server: Clients['server'];
  /** The servers to try, in order; the present one is not known here. */
  readonly candidates: (signal: AbortSignal) => Promise<readonly Candidate[]>;
  readonly resting: RestingServers;
  readonly clock: Clock;
  readonly listenPort: number;
  readonly renewAfterMs: number | 'off';
  /** `TUNNEL_DNS`. */
  readonly dns: readonly Ipv4[] | undefined;
  readonly dedicatedIpToken?: (() => string) | undefined;
  /** Chooses the name server that answers. */
  readonly answering: (servers: readonly Ipv4[], signal: AbortSignal) => Promise<Ipv4 | undefined>;
  readonly onTrouble: (message: string, error: unknown) => void;
}

/** The tunnel as a lease: registered at a PIA server, and set up in the kernel. */
export class TunnelSource implements LeaseSource<Tunnel> {
  readonly #options: TunnelSourceOptions;
  #isDead = false;
  #isBusy = false;

  constructor(options: TunnelSourceOptions) {
    this.#options = options;
  }

  /** Whether the tunnel is being changed at this moment. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** The tunnel no longer works: the next renewal takes another server. */
  isDead(): void {
    this.#isDead = true;
  }

  /** Takes over the tunnel that runs, or sets one up, at the same server as before if possible. */
  async acquire(signal: AbortSignal): Promise<Lease<Tunnel>> {
    return await this.#busy(async () => {
      const { state, kernel } = this.#options;
      const saved = state.current.tunnel;
      const running = saved && (await adoptTunnel(saved, { ...this.#options, signal }));
      if (running) return this.#lease(running);
      await kernel.close(signal);
      return await this.#establish(savedServer(saved), false, signal);
    });
  }

  /** A new key at the same server, while the old one serves on; another server for a dead tunnel. */
  async renew({ value }: Lease<Tunnel>, signal: AbortSignal): Promise<Lease<Tunnel>> {
    return await this.#busy(async () => {
      const { region, server } = value;
      if (!this.#isDead) {
        const [port] = (await this.#candidates(signal)).map((each) => each.port);
        return await this.#connect({ region, server, port: port ?? DEFAULT_PORT }, true, signal);
      }
      this.#options.resting.rest(server);
      return await this.#establish(undefined, true, signal);
    });
  }

  async #busy<T>(work: () => Promise<T>): Promise<T> {
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  /** Tries one server after the other. */
  async #establish(
    first: Omit<Candidate, 'port'> | undefined,
    runs: boolean,
    signal: AbortSignal,
  ): Promise<Lease<Tunnel>> {
    const { resting, onTrouble } = this.#options;
    const listed = await this.#candidates(signal);
    const [port = DEFAULT_PORT] = listed.map((each) => each.port);
    const all = first === undefined ? listed : [{ ...first, port }, ...listed];
    let failure: unknown;
    for (const candidate of resting.withoutResting(all)) {
      try {
        return await this.#connect(candidate, runs, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (isSameEverywhere(error)) throw error;
        failure = error;
        resting.rest(candidate.server);
        onTrouble(`The server ${candidate.server.hostname} cannot be used`, error);
      }
    }
    throw failure;
  }

  /** Registers a new key at a server, and switches to it directly after the answer. */
  async #connect(
    { region, server, port }: Candidate,
    runs: boolean,
    signal: AbortSignal,
  ): Promise<Lease<Tunnel>> {
    const { kernel, clock, listenPort, dns, state, resting, onTrouble } = this.#options;
    const keys = await createWireGuardKeyPair();
    const since = clock.now();
    const peer = await registerKey({ server, port }, keys.publicKey, { ...this.#options, signal });
    const end = v.parse(tunnelEnd, { ...peer, dnsServers: dns ?? peer.dnsServers });
    // From the answer on the old key of this account at this server is dead.
    await switchTunnel(end, keys, { kernel, clock, runs, listenPort, signal });
    await this.#open(end, signal);
    resting.works(server);
    this.#isDead = false;
    const publicKey = v.parse(wireGuardKey, keys.publicKey);
    const tunnel = { region, server, end: await this.#withDns(end, signal), publicKey, since };
    await saveTunnel(state, tunnel).catch((error: unknown) =>
      onTrouble('The tunnel could not be noted in the state file', error),
    );
    return this.#lease(tunnel);
  }

  async #open({ dnsServers: [dns] }: TunnelEnd, signal: AbortSignal): Promise<void> {
    const { kernel, forwarding } = this.#options;
    await kernel.open({ dns, forward: forwarding.current }, signal);
  }

  /** The first name server gets the queries at once; another one only if the first is mute. */
  async #withDns(end: TunnelEnd, signal: AbortSignal): Promise<TunnelEnd> {
    const { dnsServers } = end;
    const dns = await this.#options.answering(dnsServers, signal);
    if (dns === undefined || dns === dnsServers[0]) return end;
    const others = dnsServers.filter((server) => server !== dns);
    const next = { ...end, dnsServers: [dns, ...others] };
    await this.#open(next, signal);
    return next;
  }

  async #candidates(signal: AbortSignal): Promise<readonly Candidate[]> {
    return await this.#options.candidates(signal);
  }

  #lease(tunnel: Tunnel): Lease<Tunnel> {
    const { renewAfterMs, clock } = this.#options;
    return { value: tunnel, ...tunnelTimes(tunnel.since, renewAfterMs, clock.now()) };
  }
}

const DEFAULT_PORT = 1337;

function isSameEverywhere(error: unknown): boolean {
  if (error instanceof KernelError) return true;
  if (error instanceof TunnelError) return error.code !== 'NO_HANDSHAKE';
  return refusesEverywhere(error);
}
