/** The protocols of a mapping. */
export type MappingProtocol = 'tcp' | 'udp';

/** What a request to `/forward` asks for. */
export interface NatPmpAsk {
  /** `undefined`: neither tcp nor udp, which the API checks last. */
  readonly protocol: MappingProtocol | undefined;
  readonly internalPort: number;
  /** Before the limit; 0 is a deletion. */
  readonly durationSeconds: number;
}
