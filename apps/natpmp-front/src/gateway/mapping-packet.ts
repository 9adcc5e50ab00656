import type { MappingProtocol } from '@portkeep/natpmp-http-api';

/** A mapping to ask for. */
export interface MappingOrder {
  readonly protocol: MappingProtocol;
  readonly internalPort: number;
  /** 0 deletes the mapping. */
  readonly lifetimeSeconds: number;
}

/** A request for a mapping (RFC 6886, 3.3). */
export interface MappingPacket extends MappingOrder {
  /** Suggested; 0 leaves the choice to the gateway. */
  readonly externalPort: number;
}

/** What a gateway grants. */
export interface MappingGrant extends MappingPacket {
  /** Seconds since the gateway began its table. */
  readonly epochSeconds: number;
}

const REQUEST_BYTES = 12;
const REPLY_BYTES = 16;

/** The opcode of a request. */
export function mappingOpcode({ protocol }: Pick<MappingOrder, 'protocol'>): number {
  return protocol === 'udp' ? 1 : 2;
}

/** Writes the 12 bytes of a request. */
export function encodeMapping(packet: MappingPacket): Uint8Array {
  const view = new DataView(new ArrayBuffer(REQUEST_BYTES));
  view.setUint8(1, mappingOpcode(packet));
  view.setUint16(4, packet.internalPort);
  view.setUint16(6, packet.externalPort);
  view.setUint32(8, packet.lifetimeSeconds);
  return new Uint8Array(view.buffer);
}

/**
 * Reads the grant that answers a request; `undefined` when it answers another request, or is cut
 * off: missing bytes must not be read as a port.
 */
export function decodeMapping(
  view: DataView,
  { protocol, internalPort }: MappingOrder,
): MappingGrant | undefined {
  if (view.byteLength < REPLY_BYTES || view.getUint16(8) !== internalPort) return undefined;
  return {
    protocol,
    epochSeconds: view.getUint32(4),
    internalPort,
    externalPort: view.getUint16(10),
    lifetimeSeconds: view.getUint32(12),
  };
}
