/** Encodes the parts of ASN.1 in DER that a certificate needs. */
export type Der = Buffer;

export function tagged(tag: number, ...contents: readonly Uint8Array[]): Der {
  const body = Buffer.concat(contents);
  const { length } = body;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

export const sequence = (...items: readonly Uint8Array[]): Der => tagged(0x30, ...items);
export const set = (...items: readonly Uint8Array[]): Der => tagged(0x31, ...items);
export const octets = (content: Uint8Array): Der => tagged(0x04, content);
export const bits = (content: Uint8Array): Der => tagged(0x03, Buffer.from([0]), content);
export const integer = (...bytes: readonly number[]): Der => tagged(0x02, Buffer.from(bytes));
export const truth = (): Der => tagged(0x01, Buffer.from([0xff]));
export const utf8 = (text: string): Der => tagged(0x0c, Buffer.from(text));

/** A time after 2049 would need another type; no test goes there. */
export function utcTime(date: Date): Der {
  const digits = date.toISOString().replace(/\D/g, '');
  return tagged(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 127];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128);
    bytes.push(...groups);
  }
  return tagged(0x06, Buffer.from(bytes));
}
