/** The hashes of two torrents, for a call that takes several. */
export const HASHES = ['a1', 'b2'];
