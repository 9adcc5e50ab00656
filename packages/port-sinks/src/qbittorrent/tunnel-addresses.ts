import type { AddressMove } from '@portkeep/qbittorrent-client/port-forward';
import type { Delivered } from '../delivered.ts';
import { DeliveryRecord } from '../delivery-record.ts';

/** After more reconnects than this while a torrent client is away, its address has to be set by hand. */
const MOST_KEPT = 16;

/** The addresses of earlier tunnels: a torrent client may still be bound to one of them. */
export class TunnelAddresses {
  readonly #record: DeliveryRecord<readonly string[]>;

  /** @param store Where they are kept across restarts; without it a restart forgets them. */
  constructor(store: Delivered<readonly string[]> | undefined) {
    this.#record = new DeliveryRecord(store);
  }

  /** The way from all of them to the present one, which is kept with them. */
  async moveTo(address: string): Promise<AddressMove> {
    const known = (await this.#record.last()) ?? [];
    const from = known.filter((each) => each !== address);
    const list = known.at(-1) === address ? known : [...from, address].slice(-MOST_KEPT);
    // A full disk must not keep the listener closed: it is saved at the next chance.
    await this.#record.note(list).catch(() => undefined);
    return { from, to: address };
  }
}
