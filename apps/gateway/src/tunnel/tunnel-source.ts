import { createWireGuardKeyPair } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '@portkeep/pia-lease';
import type { Clock, Lease, LeaseSource } from '@portkeep/port-lease';
import * as v from 'valibot';
import type { Candidate } from '../bootstrap/choose-servers.ts';
import type { RestingServers } from '../bootstrap/resting-servers.ts';
import { type ServerOrder, serversInOrder } from '../bootstrap/servers-in-order.ts';
import type { Forwarding } from '../kernel/forwarding.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { GatewayStateKeeper } from '../state/gateway-state.ts';
import type { Ipv4 } from '../values/ipv4.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';
import { wireGuardKey } from '../values/wireguard-key.ts';
import { adoptTunnel } from './adopt-tunnel.ts';
import { isSameEverywhere } from './is-same-everywhere.ts';
import { type RegisterKeyOptions, registerKey } from './register-key.ts';
import { savedCandidate, savedTunnel } from './saved-tunnel.ts';
import { switchTunnel } from './switch-tunnel.ts';
import type { Tunnel } from './tunnel.ts';
import { TunnelError } from './tunnel-error.ts';
import { tunnelTimes } from './tunnel-times.ts';

/** Options of {@linkcode TunnelSource}. */
export interface TunnelSourceOptions extends RegisterKeyOptions {
  readonly kernel: Pick<Kernel, keyof Kernel>;
  readonly interfaceName: string;
  readonly forwarding: Pick<Forwarding, 'current' | 'adopt' | 'rule'>;
  readonly state: GatewayStateKeeper;
  readonly tokens: Pick<TokenKeeper, 'getToken' | 'refused' | 'accepted'>;
  /** The servers to try, in order. */
  readonly candidates: (signal: AbortSignal) => Promise<readonly Candidate[]>;
  /** What the configuration chooses a server by. */
  readonly chosenBy: () => string;
  readonly resting: RestingServers;
  readonly clock: Clock;
  readonly listenPort: number;
  readonly renewAfterMs: number | 'off';
  /** Chooses the name server that answers. */
  readonly answering: (servers: readonly Ipv4[], signal: AbortSignal) => Promise<Ipv4 | undefined>;
  readonly onTrouble: (message: string, error: unknown) => void;
}

/** The tunnel as a lease: registered at a PIA server, and set up in the kernel. */
export class TunnelSource implements LeaseSource<Tunnel> {
  readonly #options: TunnelSourceOptions;
  /** The interface has been set up by this process, or was taken over. */
  #isSetUp = false;
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
      const { state, kernel, chosenBy } = this.#options;
      const { tunnel } = state.current;
      const saved = tunnel?.chosen_by === chosenBy() ? tunnel : undefined;
      const running = saved && (await adoptTunnel(saved, { ...this.#options, signal }));
      if (running) {
        this.#isSetUp = true;
        return this.#lease(running);
      }
      await kernel.close(signal);
      return await this.#establish(
        { first: saved && savedCandidate(saved), region: undefined },
        signal,
      );
    });
  }

  /** A new key at the same server, while the old one serves on; another server for a dead tunnel. */
  async renew({ value }: Lease<Tunnel>, signal: AbortSignal): Promise<Lease<Tunnel>> {
    return await this.#busy(async () => {
      const { resting, onTrouble } = this.#options;
      if (!this.#isDead) {
        try {
          return await this.#connect(value, signal);
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof TunnelError) || error.code !== 'NO_HANDSHAKE') throw error;
          // The old key has ended with the registration of the new one.
          this.#isDead = true;
          onTrouble(unusable(value), error);
        }
      }
      resting.rest(value.server);
      return await this.#establish({ first: undefined, region: value.region }, signal);
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

  /** Tries one server after the other, until a tunnel leads to one. */
  async #establish(
    order: Pick<ServerOrder, 'first' | 'region'>,
    signal: AbortSignal,
  ): Promise<Lease<Tunnel>> {
    const { resting, onTrouble } = this.#options;
    const candidates = () => this.#options.candidates(signal);
    let failure: unknown;
    for await (const candidate of serversInOrder({ ...order, candidates, resting })) {
      try {
        return await this.#connect(candidate, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (isSameEverywhere(error)) throw error;
        failure = error;
        resting.rest(candidate.server);
        onTrouble(unusable(candidate), error);
      }
    }
    throw failure;
  }

  /** Registers a new key at a server, and switches to it directly after the answer. */
  async #connect(candidate: Candidate, signal: AbortSignal): Promise<Lease<Tunnel>> {
    const { kernel, clock, listenPort, resting } = this.#options;
    const { region, server, keyPort } = candidate;
    const [runs, keys] = await Promise.all([this.#runs(signal), createWireGuardKeyPair()]);
    const since = clock.now();
    const end = await registerKey(candidate, keys.publicKey, this.#options, signal);
    // From the answer on the old key of this account at this server is dead.
    this.#isSetUp = true;
    await switchTunnel(end, keys, { kernel, clock, runs, listenPort, signal });
    await this.#open(end, signal);
    resting.works(server);
    this.#isDead = false;
    const publicKey = v.parse(wireGuardKey, keys.publicKey);
    const withDns = await this.#withDns(end, signal);
    const tunnel: Tunnel = { region, server, keyPort, end: withDns, publicKey, since };
    // Not awaited: the tunnel works, and a disk that hangs must not cost it.
    void this.#save(tunnel);
    return this.#lease(tunnel);
  }

  /**
   * Whether the interface is still set up, so that its socket must stay.
   *
   * @throws {TunnelError} `NO_INTERFACE`: no key is registered for one that is missing.
   */
  async #runs(signal: AbortSignal): Promise<boolean> {
    const { kernel, interfaceName } = this.#options;
    const { link, wireguard } = await kernel.readState(signal);
    if (link === undefined || wireguard === undefined) {
      throw new TunnelError(
        'NO_INTERFACE',
        `The WireGuard interface ${interfaceName} is missing`,
        'start what makes it, or correct WG_INTERFACE',
      );
    }
    return this.#isSetUp && link.up && wireguard.publicKey !== undefined;
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

  async #save(tunnel: Tunnel): Promise<void> {
    const { state, tokens, chosenBy, onTrouble } = this.#options;
    try {
      await state.update({ ...tokens.accepted(), tunnel: savedTunnel(tunnel, chosenBy()) });
    } catch (error) {
      onTrouble('The tunnel could not be saved in the state file', error);
    }
  }

  #lease(tunnel: Tunnel): Lease<Tunnel> {
    const { renewAfterMs, clock } = this.#options;
    return { value: tunnel, ...tunnelTimes(tunnel.since, renewAfterMs, clock.now()) };
  }
}

function unusable({ server }: Candidate): string {
  return `The server ${server.hostname} cannot be used`;
}
