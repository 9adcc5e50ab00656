import type { Server } from 'node:net';
import type { HostAndPort } from '../environment/kinds/listen-address.ts';
import { codeOf } from '../system-error.ts';
import { explainListening, type ListeningProblem } from './explain-listening.ts';

/**
 * Starts to listen on an address; resolves with the reason if that fails. `*` means `::`, which includes
 * IPv4, or `0.0.0.0` if the kernel has no IPv6.
 */
export async function openServer(
  server: Server,
  { host, port }: HostAndPort,
): Promise<ListeningProblem | undefined> {
  let error = await listen(server, { host: host === '*' ? '::' : host, port });
  // If another program has the port on IPv6, having it on IPv4 is not enough.
  if (host === '*' && error !== undefined && codeOf(error) !== 'EADDRINUSE') {
    error = await listen(server, { host: '0.0.0.0', port });
  }
  return error === undefined ? undefined : explainListening(error);
}

/** Resolves with the reason if the server cannot listen. */
function listen(server: Server, address: HostAndPort): Promise<Error | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ host: address.host, port: address.port }, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}
