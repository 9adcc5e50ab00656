import {
  ADDRESS_OPCODE,
  decodeAddress,
  type ExternalAddress,
  encodeAddressRequest,
} from './address-packet.ts';
import { refusal } from './gateway-failure.ts';
import {
  decodeMapping,
  encodeMapping,
  type MappingGrant,
  type MappingOrder,
  mappingOpcode,
} from './mapping-packet.ts';

/** A question for a gateway, and how its answer is read. */
export interface Question<T> {
  /** Writes a packet; called for each one, just before it is sent. */
  write(): Uint8Array;
  /**
   * Reads a packet from the gateway; `undefined` when it does not answer this question.
   *
   * @throws {GatewayFailure} when the gateway refuses.
   */
  read(bytes: Uint8Array): T | undefined;
}

const VERSION = 0;
const REPLY_BIT = 0x80;
/** A gateway that does not know the version or the opcode may end its answer here. */
const SHORTEST_REFUSAL_BYTES = 8;

/**
 * Asks for a mapping, or deletes it.
 *
 * @param suggest the external port to suggest, called just before a packet is sent.
 */
export function mappingQuestion(
  order: MappingOrder,
  suggest: () => number,
): Question<MappingGrant> {
  const write = () => encodeMapping({ ...order, externalPort: suggest() });
  return question(write, mappingOpcode(order), (view) => decodeMapping(view, order));
}

/** Asks for the gateway's external address. */
export function addressQuestion(): Question<ExternalAddress> {
  return question(encodeAddressRequest, ADDRESS_OPCODE, decodeAddress);
}

function question<T>(
  write: () => Uint8Array,
  opcode: number,
  decode: (view: DataView) => T | undefined,
): Question<T> {
  return {
    write,
    read(reply) {
      if (reply.length < SHORTEST_REFUSAL_BYTES) return undefined;
      const view = new DataView(reply.buffer, reply.byteOffset, reply.byteLength);
      if (view.getUint8(1) !== (opcode | REPLY_BIT)) return undefined;
      const resultCode = view.getUint16(2);
      // The version in a refusal may be the one that the gateway prefers.
      if (resultCode !== 0) throw refusal(resultCode);
      return view.getUint8(0) === VERSION ? decode(view) : undefined;
    },
  };
}
