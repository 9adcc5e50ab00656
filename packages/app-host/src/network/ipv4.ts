/** A dotted IPv4 address as an unsigned 32-bit number, or undefined when the text is not one. */
export function parseIpv4(text: string): number | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let value = 0;
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined;
    value = value * 256 + Number(octet);
  }
  return value;
}

/** The dotted form of an unsigned 32-bit number. */
export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** The first address of the network of `prefixLength` bits around an address (its network address). */
export function networkOf(address: number, prefixLength: number): number {
  // In JavaScript a shift by 32 is a shift by 0, so the whole range is a special case.
  return prefixLength === 0 ? 0 : (address & (0xffffffff << (32 - prefixLength))) >>> 0;
}
