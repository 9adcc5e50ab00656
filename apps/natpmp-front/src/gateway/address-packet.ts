/** The external address of a gateway (RFC 6886, 3.2). */
export interface ExternalAddress {
  /** Dotted IPv4. */
  readonly address: string;
  /** Seconds since the gateway began its table. */
  readonly epochSeconds: number;
}

/** The opcode of the request, which is only two bytes long. */
export const ADDRESS_OPCODE = 0;
const REPLY_BYTES = 12;

/** Writes the request. */
export function encodeAddressRequest(): Uint8Array {
  return Uint8Array.of(0, ADDRESS_OPCODE);
}

/** Reads the reply; `undefined` when it is cut off. */
export function decodeAddress(view: DataView): ExternalAddress | undefined {
  if (view.byteLength < REPLY_BYTES) return undefined;
  const address = [8, 9, 10, 11].map((at) => view.getUint8(at)).join('.');
  return { address, epochSeconds: view.getUint32(4) };
}
