import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Authorities } from './hostile/authorities.ts';
import { SimulatorsOfCase } from './simulators-of-case.ts';

/** A server on loopback that carries out the orders of the cases. */
export interface OrderServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the server behind `Stage`. */
export async function serveOrders(authorities: Authorities): Promise<OrderServer> {
  const { handlers } = new SimulatorsOfCase(authorities);
  const carryOut = async (message: string): Promise<unknown> => {
    const { name, ask } = JSON.parse(message);
    const handler: ((ask: unknown) => unknown) | undefined = Object(handlers)[name];
    if (handler === undefined) throw new Error(`There is no order '${name}'`);
    return await handler(ask);
  };
  const server = createServer(async (request, response) => {
    try {
      response.end(JSON.stringify(await carryOut(await text(request))));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    async close() {
      await handlers.reset(null);
      server.closeAllConnections();
      server.close();
    },
  };
}
