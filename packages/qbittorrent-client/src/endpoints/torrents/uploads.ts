/** A .torrent file. Errors call it by its name, where it is a `File`. */
export type TorrentUpload = Blob | Uint8Array;

/**
 * Puts .torrent files into a form. Each under another name: of two files with one name qBittorrent
 * takes one.
 */
export function appendUploads(form: FormData, uploads: readonly TorrentUpload[]): void {
  const taken = new Set<string>();
  for (const [index, upload] of uploads.entries()) {
    const given = upload instanceof File ? upload.name : `${index + 1}.torrent`;
    const name = taken.has(given) ? `${index + 1}-${given}` : given;
    taken.add(name);
    // A copy, as no form takes bytes that are shared with another thread.
    const blob = upload instanceof Blob ? upload : new Blob([new Uint8Array(upload)]);
    form.append('torrents', blob, name);
  }
}
