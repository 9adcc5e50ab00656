/** What a mapping is made for. */
export type MappingProtocol = 'tcp' | 'udp';

/** What a request to `/forward` asks for. */
export interface NatPmpAsk {
  /** `undefined`: neither tcp nor udp, which the API finds out last. */
  readonly protocol: MappingProtocol | undefined;
  readonly internalPort: number;
  /** Before the limit; 0 is a deletion. */
  readonly durationSeconds: number;
}
