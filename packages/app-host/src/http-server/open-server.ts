import type { Server } from 'node:net';
import type { HostAndPort } from '../environment/kinds/listen-address.ts';
import { codeOf } from '../system-error.ts';
import { explainListening, type ListeningProblem } from './explain-listening.ts';

/**
 * Starts to listen on an address; resolves to the reason if that fails. `*` is `::`, which takes IPv4
 * too, or `0.0.0.0` where the kernel has no IPv6.
 */
export async function openServer(
  server: Server,
  { host, port }: HostAndPort,
): Promise<ListeningProblem | undefined> {
  let error = await listen(server, { host: host === '*' ? '::' : host, port });
  // Half of a port that another program has the rest of would not do.
  if (host === '*' && error !== undefined && codeOf(error) !== 'EADDRINUSE') {
    error = await listen(server, { host: '0.0.0.0', port });
  }
  return error === undefined ? undefined : explainListening(error);
}

/** Resolves to why the server cannot listen, if it cannot. */
function listen(server: Server, address: HostAndPort): Promise<Error | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ host: address.host, port: address.port }, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}
