/** The hash of the recorded torrent with three files. */
export const MULTI = 'f692edac1522182f8ba5d24cd0ae2f97d42ada44';
/** The argument of a call that is made only for it. */
export const hashes = [MULTI];
/** The hash of the one with a single file. */
export const SINGLE = '9e7711c2634b51643be19e841ff15628fe614eec';
/** The hash of the one that is a magnet link and has no metadata. */
export const MAGNET = 'a'.repeat(40);
/** The hash of none. */
export const UNKNOWN = '0'.repeat(40);
/** Where the file of `MULTI` was offered. */
export const B_TORRENT = 'http://127.0.0.1:23301/b.torrent';
