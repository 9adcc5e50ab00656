/** What is mapped: each protocol by itself. */
export type Protocol = 'tcp' | 'udp';

/**
 * What names a mapping at one API. Two callers of the same API that ask for the same pair share one
 * mapping, and each of them can release it under the other.
 */
export interface MappingTarget {
  /** The protocol. */
  readonly protocol: Protocol;
  /** The port on the API's own host that the mapping leads to, 1–65535. */
  readonly internalPort: number;
}

/** A mapping to ask for. */
export interface MappingRequest extends MappingTarget {
  /** For how long, in whole seconds, 1–4294967295. ProtonVPN grants 60. @default {60} */
  readonly lifetimeSeconds?: number | undefined;
}

/** A mapping as the API confirmed it. */
export interface PortMapping extends MappingTarget {
  /**
   * The port that the outside sees, 1–65535. It may change at any renewal, and those of tcp and udp
   * may differ.
   */
  readonly externalPort: number;
  /**
   * The lifetime that the API told, in seconds: the asked one, cut down to the API's own maximum.
   * **Not what the gateway granted**: that may be shorter, and the API keeps it to itself.
   */
  readonly lifetimeSeconds: number;
  /** The lifetime that was asked for, in seconds. */
  readonly askedSeconds: number;
  /** Whether the API told less than was asked for. */
  readonly clamped: boolean;
}
