import { parseCookieDate } from './cookie-date.ts';

/** One cookie as a server sets it. */
export interface SetCookie {
  /** The name; qBittorrent's differs by version, port and option. */
  readonly name: string;
  /** The value, unchanged: base64 with `+` and `/` in it. */
  readonly value: string;
  /** Milliseconds it is good for; 0 or less deletes it, `undefined` = as long as the session. */
  readonly lifetimeMs: number | undefined;
}

/**
 * Reads one `Set-Cookie` header. `Path`, `Domain` and `Secure` do not matter here: the client
 * talks to a single address.
 *
 * @param header The header's value.
 * @param serverNow The server's time, from its `Date` header, so that a wrong clock on this
 * machine does not make every cookie look expired; epoch milliseconds.
 * @returns The cookie; `undefined` when there is none in the header.
 */
export function parseSetCookie(header: string, serverNow: number): SetCookie | undefined {
  const [pair = '', ...attributes] = header.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  const value = pair.slice(equals + 1).trim();
  if (name === '' || !isSendable(pair)) return undefined;

  let maxAgeMs: number | undefined;
  let expiresMs: number | undefined;
  for (const attribute of attributes) {
    const [key = '', text = ''] = split(attribute);
    if (key === 'max-age' && /^-?\d+$/.test(text)) maxAgeMs = Number(text) * 1000;
    if (key === 'expires') {
      const expires = parseCookieDate(text);
      if (expires !== undefined) expiresMs = expires - serverNow;
    }
  }
  return { name, value, lifetimeMs: maxAgeMs ?? expiresMs };
}

function split(attribute: string): [string, string] {
  const equals = attribute.indexOf('=');
  if (equals < 0) return [attribute.trim().toLowerCase(), ''];
  return [attribute.slice(0, equals).trim().toLowerCase(), attribute.slice(equals + 1).trim()];
}

/** Whether it may stand in a header: no control characters, nothing beyond Latin-1. */
function isSendable(text: string): boolean {
  return /^[\x20-\x7e\x80-\xff]*$/.test(text);
}
