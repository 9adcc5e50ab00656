import { type Forward, forwardChange, TABLE } from '../rules/forward-maps.ts';
import { closedTable, type Opening, openTable } from '../rules/gateway-table.ts';
import { moveAddress, removeAddresses, startLink, stopLink } from '../rules/ip-batch.ts';
import type { Surroundings } from '../rules/surroundings.ts';
import { firstConfiguration, laterConfiguration, removePeers } from '../rules/wg-arguments.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';
import { KernelError, type Program } from './kernel-error.ts';
import { type LinkState, readLink } from './read-link.ts';
import { readRoutes, type TunnelRoutes } from './read-routes.ts';
import { readTable, type TableState } from './read-table.ts';
import { readWireGuard, type WireGuardState } from './read-wireguard.ts';
import type { RunProgram } from './run-program.ts';
import { withKeyFile } from './with-key-file.ts';

/** What the kernel has of all that the gateway sets up; `undefined` where that is missing. */
export interface KernelState {
  readonly link: LinkState | undefined;
  readonly wireguard: WireGuardState | undefined;
  readonly routes: TunnelRoutes | undefined;
  readonly table: TableState | undefined;
  /** Whether the table is there as it was last written. */
  readonly isTableIntact: boolean;
}

/** Sets up the kernel by the programs nft, ip and wg, and reads it back. */
export class Kernel {
  readonly #surroundings: Surroundings;
  readonly #run: RunProgram;
  #fingerprint: string | undefined;

  constructor(surroundings: Surroundings, run: RunProgram) {
    this.#surroundings = surroundings;
    this.#run = run;
  }

  /** From here on nothing passes. */
  async close(signal: AbortSignal): Promise<void> {
    await this.#replaceTable(closedTable(this.#surroundings), signal);
  }

  /** As {@linkcode close}, unless an earlier process has left its table, which leaks nothing either. */
  async closeUnlessSet(signal: AbortSignal): Promise<void> {
    if ((await this.#table(signal)) === undefined) await this.close(signal);
  }

  /** The hosts behind the gateway reach the tunnel. */
  async open(opening: Opening, signal: AbortSignal): Promise<void> {
    await this.#replaceTable(openTable(this.#surroundings, opening), signal);
  }

  /** Makes this the only forwarded port, or none. */
  async setForward(forward: Forward | undefined, signal: AbortSignal): Promise<void> {
    await this.#nft(forwardChange(forward), signal);
  }

  /**
   * Configures the interface for the first time, whatever it has had before.
   *
   * @param config The text for `wg setconf`, with the private key.
   */
  async configureFirst(end: TunnelEnd, config: string, signal: AbortSignal): Promise<void> {
    const { tunnel, mtu } = this.#surroundings;
    await this.#ip(stopLink(tunnel), signal);
    await withKeyFile(config, (file) =>
      this.#run('wg', firstConfiguration(tunnel, file), { signal }),
    );
    await this.#ip(startLink(tunnel, mtu, end), signal);
  }

  /**
   * Moves a running tunnel to another key or server. The same call again sends another handshake.
   *
   * @param privateKey In Base64.
   */
  async switchTo(end: TunnelEnd, privateKey: string, signal: AbortSignal): Promise<void> {
    const { tunnel } = this.#surroundings;
    const [wireguard, link, routes] = await Promise.all([
      this.readWireGuard(signal),
      this.#link(signal),
      this.#routes(signal),
    ]);
    const peers = wireguard?.peers.map(({ publicKey }) => publicKey) ?? [];
    await withKeyFile(`${privateKey}\n`, (file) =>
      this.#run('wg', laterConfiguration(tunnel, file, end, peers), { signal }),
    );
    const old = { addresses: link?.addresses ?? [], hosts: routes?.hosts ?? [] };
    await this.#ip(moveAddress(tunnel, end, old), signal);
  }

  /** Puts back what another program has removed from the addresses and routes. */
  async restoreRoutes(end: TunnelEnd, signal: AbortSignal): Promise<void> {
    const { tunnel, mtu } = this.#surroundings;
    await this.#ip(startLink(tunnel, mtu, end), signal);
  }

  /** Removes the forwarded port, the peers and the addresses; the closed table stays. */
  async remove(signal: AbortSignal): Promise<void> {
    const { tunnel } = this.#surroundings;
    await this.close(signal);
    const wireguard = await this.readWireGuard(signal);
    if (wireguard === undefined) return;
    const peers = wireguard.peers.map(({ publicKey }) => publicKey);
    if (peers.length > 0) await this.#run('wg', removePeers(tunnel, peers), { signal });
    await this.#ip(removeAddresses(tunnel), signal);
  }

  /** What the maps of the table forward. */
  async readForwarded(signal: AbortSignal): Promise<TableState['forwarded']> {
    return (await this.#table(signal))?.forwarded ?? [];
  }

  /** Reads everything back, by one process each for interface, WireGuard, routes and table. */
  async readState(signal: AbortSignal): Promise<KernelState> {
    const [link, wireguard, routes, table] = await Promise.all([
      this.#link(signal),
      this.readWireGuard(signal),
      this.#routes(signal),
      this.#table(signal),
    ]);
    const isTableIntact = table !== undefined && table.fingerprint === this.#fingerprint;
    return { link, wireguard, routes, table, isTableIntact };
  }

  async #replaceTable(text: string, signal: AbortSignal): Promise<void> {
    await this.#nft(text, signal);
    this.#fingerprint = (await this.#table(signal))?.fingerprint;
  }

  async #nft(input: string, signal: AbortSignal): Promise<void> {
    await this.#run('nft', ['-f', '-'], { input, signal });
  }

  async #ip(input: string, signal: AbortSignal): Promise<void> {
    await this.#run('ip', ['-batch', '-'], { input, signal });
  }

  async #link(signal: AbortSignal): Promise<LinkState | undefined> {
    const words = ['-j', 'address', 'show', 'dev', this.#surroundings.tunnel];
    return await this.#find('ip', words, signal, readLink);
  }

  /** Reads the WireGuard interface alone; `undefined` if there is none. */
  async readWireGuard(signal: AbortSignal): Promise<WireGuardState | undefined> {
    return await this.#find(
      'wg',
      ['show', this.#surroundings.tunnel, 'dump'],
      signal,
      readWireGuard,
    );
  }

  async #routes(signal: AbortSignal): Promise<TunnelRoutes | undefined> {
    const read = (json: string) => readRoutes(json, this.#surroundings.tunnel);
    return await this.#find('ip', ['-j', '-4', 'route', 'show'], signal, read);
  }

  async #table(signal: AbortSignal): Promise<TableState | undefined> {
    return await this.#find('nft', ['-j', 'list', 'table', ...TABLE.split(' ')], signal, readTable);
  }

  /** What a program shows, or `undefined` if that does not exist. */
  async #find<T>(
    program: Program,
    words: readonly string[],
    signal: AbortSignal,
    read: (output: string) => T | undefined,
  ): Promise<T | undefined> {
    const output = await this.#run(program, words, { signal }).catch((error: unknown) => {
      if (error instanceof KernelError && error.code === 'KERNEL_NOT_FOUND') return undefined;
      throw error;
    });
    if (output === undefined) return undefined;
    const value = read(output);
    if (value === undefined) throw KernelError.unreadable(program);
    return value;
  }
}
