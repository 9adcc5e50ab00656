import { connect } from 'node:net';
import { PIA_GATEWAY_PORT } from '@portkeep/pia-client/core';
import type { Ipv4 } from '../values/ipv4.ts';

/** Whether the tunnel's gateway takes a connection in time. */
export function reachesGateway(
  gateway: Ipv4,
  signal: AbortSignal,
  limitMs: number,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: gateway, port: PIA_GATEWAY_PORT });
    const end = (reached: boolean) => {
      clearTimeout(limit);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(reached);
    };
    const limit = setTimeout(() => end(false), limitMs);
    const stop = () => {
      reject(signal.reason);
      end(false);
    };
    signal.addEventListener('abort', stop);
    socket.once('connect', () => end(true));
    // A refusal has come through the tunnel as well.
    socket.once('error', (error) => end('code' in error && error.code === 'ECONNREFUSED'));
  });
}
