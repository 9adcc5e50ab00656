import type { MappingPacket } from './mapping-packet.ts';

/** A mapping that a gateway granted. */
export interface GrantedMapping extends MappingPacket {
  /** On the clock of `performance.now()`. */
  readonly expiresAt: number;
}

type Target = Pick<MappingPacket, 'protocol' | 'internalPort'>;

/**
 * Mappings that the gateway granted and that have not expired, for suggesting the same ports and
 * requesting them again.
 */
export class GrantedMappings {
  readonly #granted = new Map<string, GrantedMapping>();

  /** How many there are at that time. */
  count(now: number): number {
    return this.at(now).length;
  }

  at(now: number): readonly GrantedMapping[] {
    return [...this.#granted.values()].filter(({ expiresAt }) => expiresAt > now);
  }

  /** The external port that a mapping has or had, 0 for none. */
  portOf(target: Target): number {
    return this.#granted.get(keyOf(target))?.externalPort ?? 0;
  }

  add(mapping: GrantedMapping): void {
    this.#granted.set(keyOf(mapping), mapping);
  }

  delete(target: Target): void {
    this.#granted.delete(keyOf(target));
  }
}

function keyOf({ protocol, internalPort }: Target): string {
  return `${protocol} ${internalPort}`;
}
