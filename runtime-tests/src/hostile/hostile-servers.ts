import type { HostileAddress, HostileSighting, HostileWish } from '../order.ts';
import { replyAndEnd } from './after-request.ts';
import type { Authorities } from './authorities.ts';
import { type HostileServer, startHostileServer } from './hostile-server.ts';
import { KEEPING_SERVERS } from './keeping-servers.ts';
import { PIA_SERVERS } from './pia-servers.ts';
import { OK, PLAIN_SERVERS } from './plain-servers.ts';
import { PROXY_SERVERS } from './proxy-servers.ts';
import { TLS_SERVERS, type TlsServer, tlsOptionsOf } from './tls-servers.ts';

/** Places where there is no server; the names are never looked up outside this machine. */
const NOWHERE = {
  /** DNS allows no label of 64 letters. */
  name: `http://${'a'.repeat(64)}.invalid/`,
  'no-route': 'http://255.255.255.255/',
  'blocked-port': 'http://127.0.0.1:1/',
};

/** The name of a server that breaks rules, or of a place without one. */
export type HostileName =
  | keyof typeof PLAIN_SERVERS
  | keyof typeof TLS_SERVERS
  | keyof typeof NOWHERE
  | 'refused';

/** The name of any server that a case can start. */
export type ServerName =
  | HostileName
  | keyof typeof KEEPING_SERVERS
  | keyof typeof PROXY_SERVERS
  | keyof typeof PIA_SERVERS;

/** The hostile servers of the case that runs now, by their addresses. */
export class HostileServers {
  readonly #authorities: Authorities;
  readonly #running = new Map<string, HostileServer>();

  constructor(authorities: Authorities) {
    this.#authorities = authorities;
  }

  async start({ name, trustedBy }: HostileWish): Promise<HostileAddress> {
    const ca = this.#authorities.own.pem;
    if (isIn(NOWHERE, name)) return { url: NOWHERE[name], ca };
    const server = await this.#startServer(name, trustedBy);
    if (name === 'refused') await server.close();
    const isSecure = /^(https-on|tls-)/.test(name);
    const url = `${isSecure ? 'https' : 'http'}://127.0.0.1:${server.port}/`;
    this.#running.set(url, server);
    return { url, ca };
  }

  async look(url: string, whenClosed: boolean): Promise<HostileSighting> {
    const server = this.#running.get(url);
    if (server === undefined) return NOTHING_SEEN;
    return await server.look(whenClosed);
  }

  async sawSomething(url: string): Promise<void> {
    await this.#running.get(url)?.sawSomething;
  }

  async close(): Promise<void> {
    const all = [...this.#running.values()];
    this.#running.clear();
    await Promise.all(all.map((server) => server.close()));
  }

  #startServer(
    name: Exclude<ServerName, keyof typeof NOWHERE>,
    trustedBy: HostileWish['trustedBy'],
  ): Promise<HostileServer> {
    if (name === 'refused') return startHostileServer(() => {});
    if (isIn(PLAIN_SERVERS, name)) return startHostileServer(PLAIN_SERVERS[name]);
    if (isIn(KEEPING_SERVERS, name)) return startHostileServer(KEEPING_SERVERS[name]);
    if (isIn(PROXY_SERVERS, name)) return startHostileServer(PROXY_SERVERS[name]);
    const authority = this.#authorities[trustedBy];
    if (isIn(PIA_SERVERS, name)) {
      const tls = name.startsWith('tls-') ? tlsOptionsOf({}, authority) : undefined;
      return startHostileServer(PIA_SERVERS[name], tls);
    }
    const server: TlsServer = TLS_SERVERS[name];
    const tls = tlsOptionsOf(server, authority);
    return startHostileServer(server.behave ?? replyAndEnd(OK), tls);
  }
}

const NOTHING_SEEN = { connections: 0, requests: [], received: [], open: 0 };

function isIn<T extends object>(table: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(table, name);
}
