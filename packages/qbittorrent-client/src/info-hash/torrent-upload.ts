/** A .torrent file. Errors give its name, where it is a `File`. */
export type TorrentUpload = Blob | Uint8Array;
