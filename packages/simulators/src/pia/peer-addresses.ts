import { isIPv4 } from 'node:net';

/** The addresses that a server gives to its peers, each one as late again as possible. */
export class PeerAddresses {
  readonly #first: number;
  readonly #size: number;
  #given = 0;

  /**
   * @param pool such as `10.9.128.0/24`
   * @throws {RangeError} when it is not an IPv4 prefix of 8 to 30 bits
   */
  constructor(pool: string) {
    const [address = '', length = ''] = pool.split('/');
    const bits = /^\d{1,2}$/.test(length) ? Number(length) : 0;
    if (!isIPv4(address) || bits < 8 || bits > 30) {
      throw new RangeError(`Cannot use '${pool}' for peers: give a prefix such as 10.9.128.0/24`);
    }
    const block = 2 ** (32 - bits);
    this.#first = Math.floor(toNumber(address) / block) * block + 1;
    // Neither the address of the network nor the one for broadcasts.
    this.#size = block - 2;
  }

  /** The next address for which `taken` is false, or `undefined` when there is none. */
  next(taken: (address: string) => boolean): string | undefined {
    for (let tries = 0; tries < this.#size; tries += 1) {
      const address = toAddress(this.#first + (this.#given % this.#size));
      this.#given += 1;
      if (!taken(address)) return address;
    }
    return undefined;
  }
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
