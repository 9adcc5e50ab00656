import type { HttpReply } from '@portkeep/http';

/**
 * What a refusal says of the file that is not a .torrent file: its name in a sentence, in the
 * language of the Web UI.
 *
 * @param reply A refusal of uploads.
 * @returns The sentence; `undefined` for any other text.
 */
export function refusedFile({ status, body }: HttpReply): string | undefined {
  const [, begin, name = '', end] =
    /^([^'<\p{C}]{0,60})'(.{1,255})'([^'<\p{C}]{0,60})$/u.exec(body) ?? [];
  const text = asSent(name);
  return status === 415 && name !== '' && !/\p{C}/u.test(text)
    ? `${begin}'${text}'${end}`
    : undefined;
}

/** qBittorrent reads the UTF-8 of a file's name as Latin-1. */
function asSent(name: string): string {
  const codes = Array.from(name, (letter) => letter.charCodeAt(0));
  try {
    if (codes.some((code) => code > 255)) return name;
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(codes));
  } catch {
    return name;
  }
}
