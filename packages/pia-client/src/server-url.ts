/** Names a server of PIA's in a request. */
export interface NamedServer {
  readonly hostname: string;
  readonly port: number;
}

/**
 * Builds a URL of an API that PIA's servers offer under the name in their certificate.
 *
 * @throws {TypeError} When the name is not a host name; one like `a@b` would lead to another host.
 */
export function serverUrl(
  { hostname, port }: NamedServer,
  path: string,
  query: Readonly<Record<string, string>>,
): string {
  const url = URL.parse(path, `https://${hostname}:${port}`);
  if (typeof hostname !== 'string' || url?.hostname !== hostname.toLowerCase()) {
    throw new TypeError(
      `Cannot use "hostname" and "port": "${hostname}" and ${port} do not make an address; give the name in the server's certificate, and a port from 1 to 65535`,
    );
  }
  // URLSearchParams encodes the "+" of base64 as "%2B"; left bare it would arrive as a blank.
  url.search = new URLSearchParams(query).toString();
  return url.href;
}
