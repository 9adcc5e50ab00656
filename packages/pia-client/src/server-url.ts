import { checkPort } from '@portkeep/http/client';

/** Names a server of PIA's in a request. */
export interface NamedServer {
  readonly hostname: string;
  readonly port: number;
}

/**
 * Builds a URL of an API that PIA's servers offer under the name in their certificate.
 *
 * @throws {TypeError} When the name is not a host name, because one like `a@b` would lead to another host,
 * or the port is not one.
 */
export function serverUrl(
  { hostname, port }: NamedServer,
  path: string,
  query: Readonly<Record<string, string>>,
): string {
  const url = URL.parse(path, `https://${hostname}:${checkPort(port)}`);
  if (typeof hostname !== 'string' || url?.hostname !== hostname.toLowerCase()) {
    throw new TypeError(
      `Cannot use "hostname": "${hostname}" is not a host name; give the name in the server's certificate`,
    );
  }
  // URLSearchParams encodes the "+" of base64 as "%2B"; left bare it would arrive as a space.
  url.search = new URLSearchParams(query).toString();
  return url.href;
}
