import { request } from 'node:http';

/** Options of {@linkcode proxyConnectTime}. */
export interface ConnectTimeOptions {
  readonly address: string;
  readonly port: number;
  readonly signal: AbortSignal;
}

const LIMIT_MS = 3_000;

/**
 * How long the proxy takes to connect to an address, in milliseconds: most of it is the way to that
 * address. Nothing is sent there.
 */
export function proxyConnectTime(proxy: URL, options: ConnectTimeOptions): Promise<number> {
  const { address, port, signal } = options;
  const { hostname: host, port: proxyPort, username, password } = proxy;
  const [user, pass] = [username, password].map(decodeURIComponent);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const asking = request({
      host,
      port: proxyPort || 80,
      method: 'CONNECT',
      path: `${address}:${port}`,
      auth: username === '' ? undefined : `${user}:${pass}`,
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    asking.once('connect', ({ statusCode = 0 }, socket) => {
      socket.destroy();
      if (statusCode === 200) resolve(performance.now() - started);
      else reject(new Error(`The proxy answered with ${statusCode}`));
    });
    asking.once('error', reject);
    asking.end();
  });
}
