import { createPrivateKey, createPublicKey } from 'node:crypto';
import * as v from 'valibot';
import type { Kernel, KernelState } from '../src/kernel/kernel.ts';
import type { TableState } from '../src/kernel/read-table.ts';
import type { WireGuardState } from '../src/kernel/read-wireguard.ts';
import type { Forward } from '../src/rules/forward-maps.ts';
import type { Opening } from '../src/rules/gateway-table.ts';
import { hostsInTunnel } from '../src/rules/ip-batch.ts';
import type { TunnelEnd } from '../src/values/tunnel-end.ts';
import { type WireGuardKey, wireGuardKey } from '../src/values/wireguard-key.ts';

const LISTEN_PORT = 51_820;

/** A kernel in memory, which remembers what was done to it. */
export class FakeKernel implements Pick<Kernel, keyof Kernel> {
  /** What was changed, in order. */
  readonly calls: string[] = [];
  /** Every private key that it got. */
  readonly privateKeys: string[] = [];
  link: KernelState['link'] = { index: 7, up: false, mtu: 1_420, addresses: [] };
  wireguard: WireGuardState | undefined = {
    publicKey: undefined,
    listenPort: LISTEN_PORT,
    peers: [],
  };
  routes: KernelState['routes'];
  table: TableState | undefined;
  isTableIntact = true;
  /** What the open table lets out; `undefined` while it is closed. */
  opening: Opening | undefined;
  /** Whether the other end answers this key. */
  answers: (end: TunnelEnd, publicKey: WireGuardKey) => boolean = () => true;
  now: () => number = Date.now;
  /** Thrown by the next change. */
  failure: Error | undefined;

  async close(): Promise<void> {
    this.#did('close');
    this.#table(undefined);
    this.opening = undefined;
  }

  async closeUnlessSet(): Promise<void> {
    if (this.table === undefined) await this.close();
  }

  async open(opening: Opening): Promise<void> {
    this.#did('open');
    this.#table(opening.forward);
    this.opening = opening;
  }

  async setForward(forward: Forward | undefined): Promise<void> {
    this.#did(`forward ${forward?.port ?? 'nothing'}`);
    this.#table(forward);
  }

  async configureFirst(end: TunnelEnd, config: string): Promise<void> {
    this.#did('configureFirst');
    this.#configure(end, /^PrivateKey = (\S+)$/m.exec(config)?.[1] ?? '');
  }

  async switchTo(end: TunnelEnd, privateKey: string): Promise<void> {
    this.#did('switchTo');
    this.#configure(end, privateKey);
  }

  async restoreRoutes(end: TunnelEnd): Promise<void> {
    this.#did('restoreRoutes');
    this.#address(end);
  }

  async remove(): Promise<void> {
    this.#did('remove');
  }

  async readForwarded(): Promise<TableState['forwarded']> {
    return this.table?.forwarded ?? [];
  }

  async readState(): Promise<KernelState> {
    const { link, wireguard, routes, table, isTableIntact } = this;
    return { link, wireguard, routes, table, isTableIntact };
  }

  async readWireGuard(): Promise<WireGuardState | undefined> {
    return this.wireguard;
  }

  /** The interface is gone, with all that it had. */
  removeInterface(): void {
    this.link = undefined;
    this.wireguard = undefined;
    this.routes = undefined;
  }

  /** Another process made the interface again, and nothing is set. */
  makeInterface(): void {
    this.link = { index: 8, up: false, mtu: 1_420, addresses: [] };
    this.wireguard = { publicKey: undefined, listenPort: LISTEN_PORT, peers: [] };
  }

  /** Bytes have come through the tunnel. */
  receive(receivedBytes: number, handshakeAt?: number): void {
    if (this.wireguard === undefined) return;
    const peers = this.wireguard.peers.map((peer) => ({
      ...peer,
      receivedBytes,
      handshakeAt: handshakeAt ?? peer.handshakeAt,
    }));
    this.wireguard = { ...this.wireguard, peers };
  }

  #did(call: string): void {
    this.calls.push(call);
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
  }

  #configure(end: TunnelEnd, privateKey: string): void {
    this.privateKeys.push(privateKey);
    const publicKey = publicKeyOf(privateKey);
    const handshakeAt = this.answers(end, publicKey) ? this.now() : undefined;
    const endpoint = `${end.endpoint.address}:${end.endpoint.port}`;
    const peer = { publicKey: end.serverKey, endpoint, handshakeAt };
    const peers = [{ ...peer, receivedBytes: 0, sentBytes: 0 }];
    this.wireguard = { publicKey, listenPort: LISTEN_PORT, peers };
    this.#address(end);
  }

  #address(end: TunnelEnd): void {
    const addresses = [{ address: end.address, prefixLength: 32 }];
    this.link = { index: 7, mtu: 1_420, ...this.link, up: true, addresses };
    this.routes = { isDefault: true, hosts: hostsInTunnel(end) };
  }

  #table(forward: Forward | undefined): void {
    this.isTableIntact = true;
    const forwarded = (['tcp', 'udp'] as const).flatMap((protocol) =>
      forward?.protocol === protocol || forward?.protocol === 'both'
        ? [{ protocol, port: forward.port, target: forward.target }]
        : [],
    );
    this.table = { fingerprint: 'as written', forwarded };
  }
}

function publicKeyOf(privateKey: string): WireGuardKey {
  const head = Buffer.from('302e020100300506032b656e04220420', 'hex');
  const key = Buffer.concat([head, Buffer.from(privateKey, 'base64')]);
  const pair = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  const { x = '' } = pair.export({ format: 'jwk' });
  return v.parse(wireGuardKey, Buffer.from(x, 'base64url').toString('base64'));
}
