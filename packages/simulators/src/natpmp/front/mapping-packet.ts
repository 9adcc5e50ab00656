import type { MappingProtocol } from '../natpmp-ask.ts';

/** A request for a mapping (RFC 6886, 3.3). */
export interface MappingPacket {
  readonly protocol: MappingProtocol;
  readonly internalPort: number;
  /** Suggested; 0 leaves the choice to the gateway. */
  readonly externalPort: number;
  /** 0 deletes. */
  readonly lifetimeSeconds: number;
}

/** What a gateway says to a {@link MappingPacket}. */
export type MappingReply =
  | (MappingPacket & {
      readonly kind: 'granted';
      /** Seconds since the gateway started its table. */
      readonly epochSeconds: number;
    })
  | {
      readonly kind: 'refused';
      readonly protocol: MappingProtocol;
      readonly resultCode: number;
    };

const VERSION = 0;
const OPCODES = { udp: 1, tcp: 2 } as const;
const REPLY_BIT = 0x80;
const REQUEST_BYTES = 12;
const REPLY_BYTES = 16;
/** A gateway that knows no such version or opcode may end here. */
const SHORTEST_REFUSAL_BYTES = 8;

/** Writes the 12 bytes of a request. */
export function encodeMappingPacket(packet: MappingPacket): Uint8Array {
  const view = new DataView(new ArrayBuffer(REQUEST_BYTES));
  view.setUint8(0, VERSION);
  view.setUint8(1, OPCODES[packet.protocol]);
  view.setUint16(4, packet.internalPort);
  view.setUint16(6, packet.externalPort);
  view.setUint32(8, packet.lifetimeSeconds);
  return new Uint8Array(view.buffer);
}

/** Reads a reply; `undefined` when it is none, or cut off: a granted port must not be made of zeros. */
export function decodeMappingReply(bytes: Uint8Array): MappingReply | undefined {
  if (bytes.length < SHORTEST_REFUSAL_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const protocol = protocolOf(view.getUint8(1));
  if (protocol === undefined) return undefined;
  const resultCode = view.getUint16(2);
  // The version of a refusal may be the one that the gateway would rather speak.
  if (resultCode !== 0) return { kind: 'refused', protocol, resultCode };
  if (bytes.length < REPLY_BYTES || view.getUint8(0) !== VERSION) return undefined;
  return {
    kind: 'granted',
    protocol,
    epochSeconds: view.getUint32(4),
    internalPort: view.getUint16(8),
    externalPort: view.getUint16(10),
    lifetimeSeconds: view.getUint32(12),
  };
}

function protocolOf(opcode: number): MappingProtocol | undefined {
  if (opcode === (OPCODES.udp | REPLY_BIT)) return 'udp';
  return opcode === (OPCODES.tcp | REPLY_BIT) ? 'tcp' : undefined;
}
