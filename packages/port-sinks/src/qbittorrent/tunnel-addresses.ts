import type { AddressMove } from '@portkeep/qbittorrent-client/port-forward';
import { DeliveryRecord } from '../delivery-record.ts';
import type { KeptValue } from '../kept-value.ts';

/** A torrent client that is down for more reconnects than this needs its address set by hand. */
const MOST_KEPT = 16;

/** The addresses of earlier tunnels: a torrent client may still be bound to one of them. */
export class TunnelAddresses {
  readonly #record: DeliveryRecord<readonly string[]>;

  /** @param store Where they are kept across restarts; without a store, a restart forgets them. */
  constructor(store: KeptValue<readonly string[]> | undefined) {
    this.#record = new DeliveryRecord(store);
  }

  /** A move from all of them to the current address, which is recorded too. */
  async moveTo(address: string): Promise<AddressMove> {
    const known = (await this.#record.last()) ?? [];
    const from = known.filter((each) => each !== address);
    const list = known.at(-1) === address ? known : [...from, address].slice(-MOST_KEPT);
    // A full disk must not keep the listener closed: the address is saved at the next opportunity.
    await this.#record.note(list).catch(() => undefined);
    return { from, to: address };
  }
}
