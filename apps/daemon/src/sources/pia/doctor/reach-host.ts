import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { codeOf } from '@portkeep/app-host';
import { ConnectionError, type ConnectionStage } from './connection-error.ts';

/**
 * Connects to the host of a URL, with a verified TLS handshake for https, and hangs up: no HTTP is
 * sent, so this is never a login.
 *
 * @throws {ConnectionError}
 */
export type ReachHost = (
  url: URL,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
) => Promise<void>;

export const reachHost: ReachHost = (url, { timeoutMs, signal }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const secure = url.protocol === 'https:';
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = Number(url.port || (secure ? 443 : 80));
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = secure ? connectTls({ host, port, ...servername }) : connectTcp({ host, port });
    let stage: ConnectionStage = 'tcp';
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      settle();
    };
    const fail = (code: string) => finish(() => reject(new ConnectionError(url.host, code, stage)));
    const onAbort = () => finish(() => reject(signal.reason));
    const timer = setTimeout(() => fail('ETIMEDOUT'), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('connect', () => {
      stage = 'tls';
    });
    socket.on(secure ? 'secureConnect' : 'connect', () => finish(resolve));
    socket.on('error', (error) => fail(codeOf(error) ?? 'EUNKNOWN'));
    socket.on('close', () => fail('ECONNRESET'));
  });
