import type { TorrentUpload } from '../../info-hash/torrent-upload.ts';
import { badParameter } from '../../protocol/bad-parameter.ts';

/**
 * A form of .torrent files. Each has its own name: of two files with the same name, qBittorrent
 * takes one.
 */
export function uploadForm(uploads: readonly TorrentUpload[]): FormData {
  if (!Array.isArray(uploads)) throw badParameter('files', 'it is not a list', 'give a list');
  const form = new FormData();
  const taken = new Set<string>();
  for (const [index, upload] of uploads.entries()) {
    const given = upload instanceof File ? upload.name : `${index + 1}.torrent`;
    const name = taken.has(given) ? `${index + 1}-${given}` : given;
    taken.add(name);
    form.append('torrents', uploadOf(`files[${index}]`, upload), name);
  }
  return form;
}

/** A file as a form takes it. */
export function uploadOf(name: string, upload: TorrentUpload): Blob {
  if (upload instanceof Blob) return upload;
  // A copy, as no form takes bytes that are shared with another thread.
  if (upload instanceof Uint8Array) return new Blob([new Uint8Array(upload)]);
  throw badParameter(name, 'it is not a file', 'give a Blob, a File or a Uint8Array');
}
