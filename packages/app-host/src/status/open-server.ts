import type { Server } from 'node:net';
import type { HostAndPort } from '../environment/kinds/listen-address.ts';
import { codeOf } from '../files/message-of-code.ts';

/** Has a server listen on an address; resolves to why it cannot, in the words of a message. */
export function openServer(
  server: Server,
  { host, port }: HostAndPort,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const refused = (error: Error) => {
      const code = codeOf(error);
      resolve(code === 'EADDRINUSE' ? 'the address is in use' : (code ?? error.message));
    };
    server.once('error', refused);
    server.listen({ host, port }, () => {
      server.off('error', refused);
      resolve(undefined);
    });
  });
}
