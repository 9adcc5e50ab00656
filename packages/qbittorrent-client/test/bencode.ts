/** The values in a .torrent file; numbers are whole. */
export type Bencodable =
  | number
  | string
  | Uint8Array
  | readonly Bencodable[]
  | { readonly [key: string]: Bencodable };

/** Writes a value as it is in a .torrent file; the keys of dictionaries stay in their order. */
export function bencode(value: Bencodable): Buffer<ArrayBuffer> {
  if (typeof value === 'number') return Buffer.from(`i${value}e`);
  if (typeof value === 'string') return bencode(Buffer.from(value));
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.from(`${value.length}:`), value]);
  const isList = Array.isArray(value);
  const items: readonly Bencodable[] = isList ? value : Object.entries(value).flat();
  return Buffer.concat([Buffer.from(isList ? 'l' : 'd'), ...items.map(bencode), Buffer.from('e')]);
}
