import type { Server } from 'node:net';
import type { HostAndPort } from '../environment/kinds/listen-address.ts';
import { explainListening, type ListeningProblem } from './explain-listening.ts';

/** Starts to listen on an address; resolves to the reason if that fails. */
export function openServer(
  server: Server,
  { host, port }: HostAndPort,
): Promise<ListeningProblem | undefined> {
  return new Promise((resolve) => {
    const refused = (error: Error) => resolve(explainListening(error));
    server.once('error', refused);
    server.listen({ host, port }, () => {
      server.off('error', refused);
      resolve(undefined);
    });
  });
}
