import type { SimulatedServer } from '@portkeep/simulators';
import type { NetworkSnapshot } from '../../src/sources/pia/network/network-snapshot.ts';
import { tunnelIdentity } from '../../src/sources/pia/network/tunnel-identity.ts';
import { device, ETH0, LO, network, route } from '../network-fixture.ts';

/** The VPN's device. Each connection creates it again, with another address. */
export class SimulatedTunnel {
  #connections = 0;
  #address: string | undefined;

  /** Its address; `undefined` while the VPN is down. */
  get address(): string | undefined {
    return this.#address;
  }

  get identity(): string {
    return tunnelIdentity(this.snapshot());
  }

  connect({ gatewayAddress }: Pick<SimulatedServer, 'gatewayAddress'>): void {
    this.#connections += 1;
    const [a, b, c] = gatewayAddress.split('.');
    // Within the gateway's subnet, which is at least a /20.
    const third = Number(c) + (this.#connections % 16);
    this.#address = `${a}.${b}.${third}.${2 + (this.#connections % 200)}`;
  }

  disconnect(): void {
    this.#address = undefined;
  }

  snapshot(): NetworkSnapshot {
    const routes = [route('eth0', '172.17.0.0/16')];
    if (this.#address === undefined) return network([LO, ETH0], routes);
    const tunnel = device('tun0', 6 + this.#connections, `${this.#address}/32`);
    return network([LO, ETH0, tunnel], routes);
  }
}
