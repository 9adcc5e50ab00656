import type { HttpBody, HttpRequest, Transport } from '@portkeep/http';
import type { ServerName } from '../hostile/hostile-servers.ts';
import type { HostileSighting } from '../order.ts';
import type { Stage } from '../stage.ts';
import { type Limits, TRANSPORTS, type TransportName } from './transports.ts';

/** A transport and a server that it has for itself. */
export interface Scene {
  readonly name: TransportName;
  readonly transport: Transport<HttpBody>;
  readonly url: string;
  /** Sends a GET to the server, or a request with these differences. */
  request(difference?: Partial<HttpRequest<HttpBody>>): HttpRequest<HttpBody>;
  look(): Promise<HostileSighting>;
  /** Looks once all connections are closed, or should have been. */
  lookWhenClosed(): Promise<HostileSighting>;
  /** Waits until the server has got the first bytes. */
  sawSomething(): Promise<void>;
}

/** Plays one scene for each transport, side by side. */
export async function eachTransport(
  stage: Stage,
  server: ServerName,
  play: (scene: Scene) => Promise<void>,
  {
    names = ['ky', 'node'],
    ...limits
  }: Limits & { readonly names?: readonly TransportName[] } = {},
): Promise<void> {
  const scenes = names.map(async (name) => {
    const { trustedBy, make } = TRANSPORTS[name];
    const { url, ca } = await stage.order('start-hostile', { name: server, trustedBy });
    const scene: Scene = {
      name,
      transport: make(ca, limits),
      url,
      request: (difference) => ({ method: 'GET', url, headers: {}, ...difference }),
      look: () => stage.order('look-at-hostile', { url, whenClosed: false }),
      lookWhenClosed: () => stage.order('look-at-hostile', { url, whenClosed: true }),
      sawSomething: async () => void (await stage.order('await-hostile', { url })),
    };
    try {
      await play(scene);
    } catch (error) {
      throw new Error(`With the transport ${name}: ${String(error)}`, { cause: error });
    }
  });
  await Promise.all(scenes);
}
